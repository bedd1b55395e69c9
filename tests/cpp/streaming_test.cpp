// Rows from a stream: the order in which they are drawn, and training on them.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

#include "model.hpp"
#include "model_bytes.hpp"
#include "random/stream.hpp"
#include "training/intake.hpp"

namespace vae1 {
namespace {

constexpr Index features = 3;

// Row i is (i, -i, i / 2).
std::vector<float> counted_rows(Index count) {
  std::vector<float> values;
  for (Index i = 0; i < count; ++i)
    for (const float x : {1.0F, -1.0F, 0.5F}) values.push_back(x * static_cast<float>(i));
  return values;
}

Rows rows_of(const std::vector<float>& values) {
  return {values.data(), RowKind::float32, static_cast<Index>(values.size()) / features, features};
}

FeatureScaling no_scaling() {
  return {std::vector<FeatureScaling::Column>(static_cast<std::size_t>(features)), 1};
}

struct Pace {
  std::uint64_t window;
  Index piece, batch;
};

// The row numbers in the order of one epoch.
std::vector<std::uint64_t> order_of(Index count, Pace pace, std::uint64_t seed,
                                    std::uint32_t epoch) {
  const auto values = counted_rows(count);
  const auto most = static_cast<std::uint64_t>(pace.piece + pace.batch);
  ShuffleBuffer buffer({pace.window, most}, RowKind::float32, Likelihood::gaussian, no_scaling(),
                       std::nullopt);
  buffer.begin_pass();
  buffer.begin_epoch(seed, epoch);
  std::vector<std::uint64_t> order, numbers(static_cast<std::size_t>(pace.batch));
  std::vector<float> out(numbers.size() * static_cast<std::size_t>(features));
  Index appended = 0;
  while (!buffer.at_epoch_end()) {
    if (buffer.ready(numbers.size())) {
      const auto n = static_cast<std::size_t>(buffer.next_batch(numbers, out.data()));
      EXPECT_TRUE(n == numbers.size() || buffer.at_epoch_end());
      for (std::size_t i = 0; i < n; ++i) {
        order.push_back(numbers[i]);
        EXPECT_EQ(out[3 * i], static_cast<float>(numbers[i]));
        EXPECT_EQ(out[3 * i + 2], 0.5F * static_cast<float>(numbers[i]));
      }
    } else if (appended < count) {
      const Index n = std::min(pace.piece, count - appended);
      EXPECT_GE(buffer.room(), static_cast<std::uint64_t>(n)) << "neither rows nor room";
      EXPECT_FALSE(buffer.append(rows_of(values).slice(appended, n)));
      appended += n;
    } else {
      buffer.end_pass();
    }
  }
  EXPECT_EQ(buffer.rows(), static_cast<std::uint64_t>(count));
  return order;
}

TEST(ShuffleBuffer, EveryRowComesOnce) {
  for (const Index count : {1, 2, 7, 64, 1000})
    for (const std::uint64_t window : {1, 5, 1000, 3000}) {
      auto order = order_of(count, {window, 10, 8}, 1, 0);
      std::vector<std::uint64_t> all(static_cast<std::size_t>(count));
      std::iota(all.begin(), all.end(), 0);
      EXPECT_EQ(order == all, window == 1 || count == 1) << count << " in " << window;
      std::sort(order.begin(), order.end());
      EXPECT_EQ(order, all);
    }
}

TEST(ShuffleBuffer, TheOrderDependsOnlyOnSeedEpochAndWindow) {
  const auto order = order_of(500, {60, 10, 8}, 1, 0);
  for (const Index piece : {1, 3, 499, 500})
    for (const Index batch : {1, 2, 8, 100})
      EXPECT_EQ(order_of(500, {60, piece, batch}, 1, 0), order) << piece << ", " << batch;
  EXPECT_NE(order_of(500, {60, 10, 8}, 2, 0), order);
  EXPECT_NE(order_of(500, {60, 10, 8}, 1, 1), order);
  EXPECT_NE(order_of(500, {61, 10, 8}, 1, 0), order);
}

TEST(ShuffleBuffer, ARowIsDrawnFromItsWindow) {
  constexpr std::uint64_t window = 50;
  const auto order = order_of(1000, {window, 10, 8}, 1, 0);
  for (std::size_t place = 0; place < order.size(); ++place)
    EXPECT_LT(order[place], place + window) << "row ahead of the window";
  // At each draw, a row leaves with a probability of 1 in 50.
  std::vector<double> delays;
  for (std::size_t place = 0; place < 900; ++place)
    delays.push_back(static_cast<double>(place) + window - static_cast<double>(order[place]));
  const double mean = std::accumulate(delays.begin(), delays.end(), 0.0) / 900;
  EXPECT_NEAR(mean, window, 10);
}

TEST(ShuffleBuffer, AWindowOfAllRowsShufflesUniformly) {
  // Each row is at each place 600 times on average over 2400 epochs, within five sigma.
  constexpr Index count = 4;
  std::vector<int> found(count * count);
  for (std::uint32_t epoch = 0; epoch < 2400; ++epoch) {
    const auto order = order_of(count, {10, 2, 2}, 3, epoch);
    for (std::size_t place = 0; place < count; ++place) ++found[place * count + order[place]];
  }
  for (const int times : found) EXPECT_NEAR(times, 600, 5 * 21);
}

TEST(ShuffleBuffer, RefusesAllRowsOfAFaultyPiece) {
  auto values = counted_rows(4);
  values[3 * 2 + 1] = 2;
  ShuffleBuffer buffer({4, 4}, RowKind::float32, Likelihood::bernoulli, no_scaling(), std::nullopt);
  buffer.begin_pass();
  const auto fault = buffer.append(rows_of(values));
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, Fault::Kind::outside_unit_interval);
  EXPECT_EQ(buffer.room(), 8U);
}

// The file of a model trained for `epochs` passes over the rows, `piece` rows at a time.
std::vector<std::uint8_t> trained_on_stream(const std::vector<float>& values, Index piece,
                                            int epochs) {
  Config config;
  config.hidden_dims = {5};
  config.latent_dim = 2;
  config.batch_size = 16;
  config.likelihood = Likelihood::gaussian;
  Model model(config);
  const auto rows = rows_of(values);
  const auto count = static_cast<std::uint64_t>(rows.count);
  Intake intake(model.config(), model.preparation(), {count, features, rows.kind});
  EXPECT_FALSE(intake.inspect(rows));
  const auto size = model.stream_buffer(40, static_cast<std::uint64_t>(piece), count);
  EXPECT_FALSE(intake.prepare_stream(size, count));
  auto& buffer = *intake.stream();
  model.begin_training(std::move(intake).start());
  for (int epoch = 0; epoch < epochs; ++epoch) {
    EXPECT_EQ(model.train_batch(), BatchOutcome::starved) << "trained without rows";
    buffer.begin_pass();
    for (Index first = 0; first < rows.count; first += piece) {
      const Index n = std::min(piece, rows.count - first);
      while (buffer.room() < static_cast<std::uint64_t>(n))
        EXPECT_EQ(model.train_batch(), BatchOutcome::batch);
      EXPECT_FALSE(buffer.append(rows.slice(first, n)));
    }
    buffer.end_pass();
    auto outcome = BatchOutcome::batch;
    while (outcome == BatchOutcome::batch) outcome = model.train_batch();
    EXPECT_EQ(outcome, BatchOutcome::epoch);
  }
  model.end_training();
  EXPECT_EQ(model.rows(), static_cast<std::uint64_t>(rows.count));
  EXPECT_EQ(model.history().size(), static_cast<std::size_t>(epochs));
  return bytes_of(model);
}

TEST(StreamTraining, TheModelDoesNotDependOnThePieces) {
  std::vector<float> values(300 * features);
  Stream(1, Purpose::evaluation).uniform(0, 0, std::span(values));
  const auto file = trained_on_stream(values, 10, 3);
  for (const Index piece : {1, 7, 300}) EXPECT_EQ(trained_on_stream(values, piece, 3), file);
}

}  // namespace
}  // namespace vae1
