// The schedules of beta and of the learning rate against their closed forms; PyTorch's own values
// are in pytorch_reference_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "config.hpp"

namespace vae1 {
namespace {

using Measured = LearningRate::Measured;

TEST(BetaSchedule, AConstantNeverChanges) {
  const BetaSchedule schedule{.to = 0.25};
  for (const std::uint64_t done : {0, 1, 1000}) EXPECT_EQ(schedule.at(done), 0.25);
}

TEST(BetaSchedule, LinearRisesFromTheFirstEpochToTheOneAfterTheSchedule) {
  const BetaSchedule schedule{.kind = BetaSchedule::Kind::linear, .to = 3, .from = 1, .epochs = 4};
  const std::vector<double> expected = {1, 1.5, 2, 2.5, 3, 3, 3};
  for (std::size_t done = 0; done < expected.size(); ++done)
    EXPECT_DOUBLE_EQ(schedule.at(done), expected[done]);
  EXPECT_EQ(schedule.at(std::uint64_t{1} << 40), 3);
}

// Fu et al. (2019): with R = 0.5 and 2 cycles of 10 epochs, beta rises for 5 epochs and stays at 1
// for 5.
TEST(BetaSchedule, CyclicRisesInEachCycleAndStaysAfterTheLast) {
  const BetaSchedule schedule{
      .kind = BetaSchedule::Kind::cyclic, .epochs = 20, .cycles = 2, .ratio = 0.5};
  for (std::uint64_t done = 0; done < 20; ++done)
    EXPECT_DOUBLE_EQ(schedule.at(done), std::min(static_cast<double>(done % 10) / 5, 1.0)) << done;
  for (const std::uint64_t done : {20, 21, 25, 30, 1000}) EXPECT_EQ(schedule.at(done), 1);
}

TEST(BetaSchedule, CyclesThatDoNotDivideTheEpochsFollowThePaper) {
  // T = 10, M = 4: mod(t, ceil(2.5)) / 2.5.
  const BetaSchedule schedule{
      .kind = BetaSchedule::Kind::cyclic, .epochs = 10, .cycles = 4, .ratio = 1};
  for (std::uint64_t done = 0; done < 10; ++done)
    EXPECT_DOUBLE_EQ(schedule.at(done), static_cast<double>(done % 3) / 2.5) << done;
}

TEST(BetaSchedule, IsSettledFromTheFirstEpochAfterWhichBetaStays) {
  using Kind = BetaSchedule::Kind;
  EXPECT_TRUE(BetaSchedule{.to = 0.25}.settled(0));
  for (const auto kind : {Kind::linear, Kind::cyclic}) {
    const BetaSchedule schedule{.kind = kind, .epochs = 20};
    for (std::uint64_t done = 0; done < 40; ++done) {
      bool stays = true;
      for (std::uint64_t later = done; later < 60; ++later) stays &= schedule.at(later) == 1;
      EXPECT_EQ(schedule.settled(done), stays) << done;
    }
  }
  EXPECT_TRUE((BetaSchedule{.kind = Kind::linear, .to = 1, .from = 1, .epochs = 9}.settled(0)));
}

TEST(LearningRate, CosineWarmsUpFallsAndStays) {
  const LearningRate rate(LearningRateSchedule{.kind = LearningRateSchedule::Kind::cosine,
                                               .initial = 0.8,
                                               .epochs = 12,
                                               .warmup = 4,
                                               .final = 0.1});
  const std::vector<double> warmup = {0.2, 0.4, 0.6, 0.8};
  for (std::size_t done = 0; done < 4; ++done) EXPECT_DOUBLE_EQ(rate.at(done), warmup[done]);
  for (std::uint64_t done = 4; done < 12; ++done)
    EXPECT_DOUBLE_EQ(rate.at(done),
                     0.45 + 0.35 * std::cos(std::numbers::pi * static_cast<double>(done - 4) / 8));
  for (const std::uint64_t done : {12, 13, 1000}) EXPECT_EQ(rate.at(done), 0.1);
}

TEST(LearningRate, PlateauCountsEpochsWithoutImprovement) {
  LearningRate rate({.kind = LearningRateSchedule::Kind::plateau, .factor = 0.5, .patience = 1});
  const auto after = [&](double loss) {
    rate.after_epoch(loss, Measured::training);
    return rate.at(0) / 1e-3;
  };
  EXPECT_EQ(after(-100), 1);
  EXPECT_EQ(after(-100.001), 1) << "within the threshold: a first epoch without improvement";
  EXPECT_EQ(after(-99), 0.5) << "a second one";
  EXPECT_EQ(after(-99), 0.5);
  EXPECT_EQ(after(-200), 0.5);
  EXPECT_EQ(after(-1), 0.5);
  EXPECT_EQ(after(-1), 0.25);
}

TEST(LearningRate, PlateauRestartsWithOtherHeldOutRows) {
  LearningRate rate({.kind = LearningRateSchedule::Kind::plateau, .patience = 0});
  rate.after_epoch(1, Measured::training);
  rate.after_epoch(5, Measured::held_out);
  EXPECT_EQ(rate.at(0), 1e-3);
  rate.after_epoch(7, Measured::held_out, true);
  EXPECT_EQ(rate.at(0), 1e-3);
  rate.after_epoch(7, Measured::held_out);
  EXPECT_DOUBLE_EQ(rate.at(0), 1e-4);
}

}  // namespace
}  // namespace vae1
