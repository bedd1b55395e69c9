// Conformal calibration: a threshold's guarantee for new rows holds for any distribution of scores.
#include "anomaly/threshold.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "random/stream.hpp"

namespace vae1 {
namespace {

constexpr Scoring scoring = {ScoreMethod::elbo, 10, 3};

// A skewed distribution, as is typical of scores.
std::vector<double> some_scores(std::size_t count, std::uint64_t seed) {
  std::vector<double> scores(count);
  Stream(seed, Purpose::evaluation).normal(0, 0, std::span(scores));
  for (auto& score : scores) score = std::exp(score);
  return scores;
}

TEST(Threshold, IsAKnownOrderStatisticOfFewScores) {
  std::vector<double> scores = {5, 1, 4, 2, 3, 9, 8, 7, 6};
  const auto at = [&](double quantile) {
    return Threshold::fit(scoring, scores, quantile).value();
  };
  EXPECT_EQ(at(0.5), 5);   // 10 * 0.5
  EXPECT_EQ(at(0.9), 9);   // 10 * 0.9
  EXPECT_EQ(at(0.99), 9);  // the highest score
  EXPECT_EQ(at(0.01), 1);
  EXPECT_EQ(at(0.31), 4);
}

TEST(Threshold, ProbabilityIsTheShareOfLowerScores) {
  std::vector<double> scores = {1, 2, 2, 3};
  const auto threshold = Threshold::fit(scoring, scores, 0.5);
  EXPECT_EQ(threshold.probability(0), 0);
  EXPECT_EQ(threshold.probability(2), 0.2);
  EXPECT_EQ(threshold.probability(2.5), 0.6);
  EXPECT_EQ(threshold.probability(std::numeric_limits<double>::infinity()), 0.8);
}

// Over many calibrations a new score's probability() exceeds 1 - a with probability a: exactly if a
// (n + 1) is an integer, and never more often.
TEST(Threshold, ANewScoreExceedsOneMinusAWithProbabilityA) {
  constexpr std::size_t n = 99, calibrations = 20'000;
  for (const double a : {0.05, 0.2}) {
    double probable = 0, above = 0;
    for (std::size_t i = 0; i < calibrations; ++i) {
      auto scores = some_scores(n + 1, i);
      const double fresh = scores.back();
      scores.pop_back();
      const auto threshold = Threshold::fit(scoring, scores, 1 - a);
      probable += threshold.probability(fresh) > 1 - a - 1e-12;
      above += fresh > threshold.value();
    }
    EXPECT_NEAR(probable / calibrations, a, 0.006);
    EXPECT_NEAR(above / calibrations, a, 0.006);
  }
}

TEST(Threshold, KeepsAFewOfManyScoresWithTheSameResult) {
  auto scores = some_scores(123'457, 1);
  const auto threshold = Threshold::fit(scoring, scores, 0.999);  // sorts them
  EXPECT_EQ(threshold.rows(), scores.size());
  ASSERT_EQ(threshold.scores().size(), Threshold::most_kept);
  for (std::size_t i = 0; i < scores.size(); i += 617) {
    const double exact = static_cast<double>(i) / static_cast<double>(scores.size() + 1);
    const double found = threshold.probability(scores[i]);
    EXPECT_LE(found, exact + 1e-9);
    EXPECT_NEAR(found, exact, 1.1e-4);
  }
}

}  // namespace
}  // namespace vae1
