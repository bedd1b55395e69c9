#include "parallel/team.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "begin_training.hpp"
#include "model_bytes.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

TEST(Team, EveryTileIsProcessedOnceByOneThread) {
  for (const int size : {1, 2, 3, 8}) {
    Team team(size);
    for (const Index tiles : {1, 2, 7, 100}) {
      std::vector<std::atomic<int>> times(static_cast<std::size_t>(tiles));
      team.share(tiles, 1e9, [&](Index first, Index last, int) {
        for (Index i = first; i < last; ++i) ++times[static_cast<std::size_t>(i)];
      });
      for (const auto& count : times) EXPECT_EQ(count, 1);
    }
  }
}

// Every piece waits until all members have one; on fewer threads this would never end.
void expect_all_members(Team& team) {
  std::atomic<int> arrived = 0;
  std::vector<std::thread::id> ids(static_cast<std::size_t>(team.size()));
  team.share(team.size(), 1e9, [&](Index, Index, int member) {
    ids[static_cast<std::size_t>(member)] = std::this_thread::get_id();
    for (++arrived; arrived < team.size();) std::this_thread::yield();
  });
  EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
}

TEST(Team, EachMemberIsASeparateThread) {
  for (const int size : {2, 3, 8}) {
    Team team(size);
    for (int task = 0; task < 100; ++task) expect_all_members(team);
  }
}

TEST(Team, SmallWorkStaysOnTheCallersThread) {
  Team team(2);
  team.share(100, 1000, [&](Index first, Index last, int member) {
    EXPECT_EQ(first, 0);
    EXPECT_EQ(last, 100);
    EXPECT_EQ(member, 0);
  });
}

TEST(Team, WakesAfterALongPause) {
  Team team(3);
  for (int task = 0; task < 3; ++task) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    expect_all_members(team);
  }
}

std::vector<std::uint8_t> trained_on(int threads, Likelihood likelihood) {
  Config config;
  config.hidden_dims = {213};
  config.likelihood = likelihood;
  config.seed = 4;
  Model model(config, threads);
  constexpr Index rows = 100, features = 331;
  std::vector<float> data(rows * features);
  Stream(1, Purpose::evaluation).uniform(0, 0, std::span(data));
  for (auto& x : data) x = x < 0 ? 0 : x;
  const Rows block = {data.data(), RowKind::float32, rows, features};
  begin_training(model, block);
  for (int batch = 0; batch < 12; ++batch) model.train_batch();
  model.end_training();
  return bytes_of(model);
}

TEST(Threads, AnyNumberGivesTheSameBytes) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    const auto one = trained_on(1, likelihood);
    for (const int threads : {2, 3, 8})
      EXPECT_EQ(trained_on(threads, likelihood), one) << threads << " threads";
  }
}

}  // namespace
}  // namespace vae1
