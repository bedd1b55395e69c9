// Held-out rows: which they are, what is measured on them, and which weights they select.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "begin_training.hpp"
#include "next_held_out.hpp"
#include "random/stream.hpp"
#include "read_of.hpp"

namespace vae1 {
namespace {

constexpr Index features = 3;

std::vector<bool> drawn(std::uint64_t seed, std::uint64_t rows, double share) {
  HeldOutDraw draw(seed, rows, share);
  std::vector<bool> out;
  for (std::uint64_t i = 0; i < rows; ++i) out.push_back(next_held_out(draw));
  return out;
}

TEST(HeldOutDraw, HoldsOutTheShareAndNeverAllNorNone) {
  for (const std::uint64_t rows : {2, 3, 10, 1001})
    for (const double share : {1e-9, 0.1, 0.25, 0.5, 0.999999}) {
      const auto held_out = drawn(1, rows, share);
      const auto count =
          static_cast<std::uint64_t>(std::count(held_out.begin(), held_out.end(), true));
      EXPECT_EQ(count, HeldOutDraw::count(rows, share));
      EXPECT_GE(count, 1U);
      EXPECT_LT(count, rows);
    }
  EXPECT_EQ(HeldOutDraw::count(1001, 0.25), 250U);
}

TEST(HeldOutDraw, DependsOnTheSeedAndIsUniformOverRows) {
  EXPECT_EQ(drawn(5, 100, 0.2), drawn(5, 100, 0.2));
  EXPECT_NE(drawn(5, 100, 0.2), drawn(6, 100, 0.2));
  std::vector<int> counts(10);
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const auto held_out = drawn(seed, 10, 0.3);
    for (std::size_t i = 0; i < 10; ++i) counts[i] += held_out[i];
  }
  for (const int count : counts) EXPECT_NEAR(count, 1200, 5 * 29) << "five standard deviations";
}

TEST(HeldOutDraw, SplitsRowsTheSameForAnyPieces) {
  const auto expected = drawn(3, 100, 0.4);
  std::vector<float> values(100);
  for (std::size_t i = 0; i < 100; ++i) values[i] = static_cast<float>(i);
  const Rows rows = {values.data(), RowKind::float32, 100, 1};
  for (const Index piece : {1, 7, 100}) {
    HeldOutDraw draw(3, 100, 0.4);
    std::vector<bool> found(100);
    for (Index first = 0; first < 100; first += piece) {
      const auto block = rows.slice(first, std::min(piece, 100 - first));
      draw.split(block, [&](bool held_out, const Rows& run, std::uint64_t at) {
        for (Index i = 0; i < run.count; ++i) {
          const auto row = static_cast<std::size_t>(static_cast<const float*>(run.data)[i]);
          EXPECT_EQ(row, static_cast<std::size_t>(first + i) + at);
          found[row] = held_out;
        }
      });
    }
    EXPECT_EQ(found, expected);
  }
}

EpochRecord with_loss(double loss) {
  EpochRecord record;
  record.validation = Losses{loss, loss, 0};
  return record;
}

TEST(EarlyStopping, CountsEpochsWithoutABetterLoss) {
  std::vector<EpochRecord> history;
  const EarlyStopping stopping{.patience = 2, .min_delta = 0.5};
  const auto after = [&](double loss) {
    history.push_back(with_loss(loss));
    return stopping.reached(history);
  };
  EXPECT_FALSE(after(10));
  EXPECT_FALSE(after(9.6)) << "not enough better: one";
  EXPECT_FALSE(after(9.4)) << "better than 10 by more than min_delta";
  EXPECT_FALSE(after(9.4));
  EXPECT_TRUE(after(9.4));
  EXPECT_FALSE(after(-5));
}

struct Trained {
  std::vector<float> data;
  Model model;
  Rows held_out() const { return rows().slice(60, 90); }
  Rows rows() const { return {data.data(), RowKind::float32, 150, features}; }
};

Trained trained(Config config, int epochs) {
  config.hidden_dims = {8};
  config.latent_dim = 2;
  config.batch_size = 16;
  Trained result{std::vector<float>(150 * features), Model(config)};
  Stream(1, Purpose::evaluation).normal(0, 0, std::span(result.data));
  // A column that is constant in the training rows, but not in the held-out rows.
  for (std::size_t i = 0; i < 60; ++i) result.data[i * features] = 1;
  begin_training(result.model, result.rows().slice(0, 60), result.held_out());
  while (epochs > 0) epochs -= result.model.train_batch() == BatchOutcome::epoch;
  return result;
}

double measured(Model& model, const Rows& rows, double beta) {
  const auto losses = read_of<double>(model, "rowLosses", {rows},
                                      {at_sample, static_cast<double>(model.config().seed)});
  const ConstMatrixView<double> of_rows(losses.data(), 2, rows.count);
  return (of_rows.row(0) + beta * of_rows.row(1)).mean();
}

TEST(Validation, LossEqualsInferenceLossAtTheTargetBeta) {
  Config config;
  config.beta = {.kind = BetaSchedule::Kind::linear, .to = 2, .epochs = 50};
  config.free_bits = 3;
  auto [data, model] = trained(config, 3);
  const Rows held_out = {data.data() + 60 * features, RowKind::float32, 90, features};
  // During training, inference uses the current weights.
  const auto& record = model.history().back();
  EXPECT_NEAR(record.validation->loss, measured(model, held_out, 2), 1e-6);
  EXPECT_NEAR(record.validation->loss,
              record.validation->reconstruction + 2 * record.validation->kl, 1e-9);
  model.end_training();
}

TEST(Validation, InferenceUsesTheBestWeightsAfterTraining) {
  Config config;
  config.learning_rate.initial = 0.1;
  auto [data, model] = trained(config, 30);
  const Rows held_out = {data.data() + 60 * features, RowKind::float32, 90, features};
  const auto& history = model.history();
  auto best = history.begin();
  for (auto it = history.begin(); it != history.end(); ++it)
    if (it->validation->loss < best->validation->loss) best = it;
  ASSERT_NE(best->epoch, 30U) << "the last epoch is the best, so the test shows nothing";
  EXPECT_NEAR(measured(model, held_out, 1), history.back().validation->loss, 1e-6);
  model.end_training();
  EXPECT_EQ(model.best_epoch(), best->epoch);
  EXPECT_NEAR(measured(model, held_out, 1), best->validation->loss, 1e-6);
}

// The last epoch is not the best, so anything fitted after it belongs to weights that the best ones
// replace.
TEST(Validation, DropsWhatWasFittedToOtherWeightsThanTheBest) {
  const auto some = [] {
    std::vector<double> scores = {1, 2, 3};
    return Threshold::fit({ScoreMethod::elbo, 1, 1}, scores, 0.5);
  };
  Config config;
  config.learning_rate.initial = 0.1;
  auto [data, model] = trained(config, 30);
  model.set_threshold(some());
  model.end_training();
  ASSERT_NE(model.best_epoch(), 30U);
  EXPECT_FALSE(model.fitted().threshold);

  model.set_threshold(some());
  const Rows rows = {data.data(), RowKind::float32, 60, features};
  begin_training(model, rows, Rows{data.data() + 60 * features, RowKind::float32, 90, features});
  model.end_training();
  EXPECT_TRUE(model.fitted().threshold) << "no batch was trained, so the weights are the same";
}

// Inference switches to the weights in training at the first batch, not before.
TEST(Validation, TheBestWeightsAndThePatienceCountFromTheEndOfBetasSchedule) {
  for (const auto kind : {BetaSchedule::Kind::linear, BetaSchedule::Kind::cyclic}) {
    Config config;
    config.learning_rate.initial = 0.1;
    config.beta = {.kind = kind, .to = 1, .epochs = 38, .cycles = 5};
    auto early = trained(config, 32);
    EXPECT_FALSE(early.model.early_stop());
    early.model.end_training();
    EXPECT_EQ(early.model.best_epoch(), 0U) << "the last weights count as the best";

    auto [data, model] = trained(config, 40);
    const auto& history = model.history();
    std::size_t settled = 0;  // the first epoch, from 0, with the final beta for good
    while (!config.beta.settled(settled)) ++settled;
    const auto least = [&](std::size_t first) {
      return std::ranges::min_element(history.begin() + std::ptrdiff_t(first), history.end(), {},
                                      [](const auto& record) { return record.validation->loss; })
          ->epoch;
    };
    ASSERT_LE(least(0), settled) << "the best of all is not within the schedule: nothing is shown";
    model.end_training();
    EXPECT_EQ(model.best_epoch(), least(settled));
  }
}

TEST(Validation, APlateauIsSoughtAfterBetasSchedule) {
  const auto rates = [](const BetaSchedule& beta) {
    Config config;
    config.beta = beta;
    config.learning_rate = {.kind = LearningRateSchedule::Kind::plateau,
                            .initial = 1e-7,  // nothing gets better
                            .patience = 1};
    auto [data, model] = trained(config, 12);
    std::vector<double> found;
    for (const auto& record : model.history()) found.push_back(record.learning_rate);
    model.end_training();
    return found;
  };
  EXPECT_LT(rates({}).back(), 1e-7);
  const auto during = rates({.kind = BetaSchedule::Kind::linear, .epochs = 12});
  EXPECT_EQ(during, std::vector<double>(12, 1e-7));
}

TEST(Validation, InferenceUsesTheBestWeightsUntilTheFirstBatch) {
  Config config;
  config.learning_rate.initial = 0.1;
  auto [data, model] = trained(config, 30);
  model.end_training();
  const Rows held_out = {data.data() + 60 * features, RowKind::float32, 90, features};
  const double best = measured(model, held_out, 1);
  begin_training(model, {data.data(), RowKind::float32, 60, features}, held_out);
  EXPECT_EQ(measured(model, held_out, 1), best);
  model.train_batch();
  EXPECT_NE(measured(model, held_out, 1), best);
  model.end_training();
  EXPECT_EQ(measured(model, held_out, 1), best);
}

TEST(Validation, OtherHeldOutRowsRestartTheSearchForTheBest) {
  Config config;
  config.learning_rate.initial = 0.1;
  auto [data, model] = trained(config, 30);
  model.end_training();
  const auto train = [&model = model, &data = data](std::optional<Rows> held_out) {
    begin_training(model, {data.data(), RowKind::float32, 60, features}, held_out);
    while (model.train_batch() != BatchOutcome::epoch) continue;
    model.end_training();
  };
  const auto before = model.best_epoch();
  train(Rows{data.data() + 60 * features, RowKind::float32, 90, features});
  EXPECT_EQ(model.best_epoch(), before) << "the same rows and no better loss";
  train(Rows{data.data() + 60 * features, RowKind::float32, 89, features});
  EXPECT_EQ(model.best_epoch(), 32U);
  train(std::nullopt);
  EXPECT_EQ(model.best_epoch(), 0U) << "the current weights have no held-out loss";
}

}  // namespace
}  // namespace vae1
