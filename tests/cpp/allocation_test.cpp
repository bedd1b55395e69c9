// A training step allocates no heap memory, neither through malloc nor through new.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <vector>

#include "begin_training.hpp"
#include "model.hpp"
#include "random/stream.hpp"
#include "some_table.hpp"

namespace {
std::atomic<long> allocations = 0;
}

// operator new and Eigen's aligned allocation both call malloc.
extern "C" void* malloc(std::size_t size) {
  static const auto next = reinterpret_cast<void* (*)(std::size_t)>(dlsym(RTLD_NEXT, "malloc"));
  ++allocations;
  return next(size);
}

namespace vae1 {
namespace {

Model in_training(Config config, Index features, Likelihood likelihood) {
  constexpr Index rows = 300;
  std::vector<float> data(static_cast<std::size_t>(rows * features));
  Stream(1, Purpose::evaluation).uniform(0, 0, std::span(data));
  if (likelihood == Likelihood::bernoulli)
    for (auto& x : data) x = x > 0 ? 1 : 0;
  const Rows block = {data.data(), RowKind::float32, rows, features};

  config.likelihood = likelihood;
  Model model(config);
  begin_training(model, block);
  return model;
}

long allocations_of_a_step(Model& model) {
  model.train_batch();  // the first one of an epoch copies the last finite state
  const long before = allocations;
  model.train_batch();
  model.train_batch();
  return allocations - before;
}

TEST(TrainingStep, AllocatesNothing) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian})
    for (const auto activation : {Activation::relu, Activation::gelu}) {
      Config config;
      config.activation = activation;
      auto model = in_training(config, 784, likelihood);  // the default net
      EXPECT_EQ(allocations_of_a_step(model), 0);
      config.hidden_dims = {33, 17};
      config.latent_dim = 5;
      config.batch_size = 7;
      auto odd = in_training(config, 19, likelihood);
      EXPECT_EQ(allocations_of_a_step(odd), 0);
    }
}

TEST(TrainingStep, AllocatesNothingForAnyObjectiveAndOptimiser) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    Config config;
    config.hidden_dims = {33, 17};
    config.max_gradient_norm = 1;
    config.weight_decay = 0.1;
    config.free_bits = 0.1;
    auto clipped = in_training(config, 19, likelihood);
    EXPECT_EQ(allocations_of_a_step(clipped), 0);
    config.free_bits = 0;
    config.objective = Bound::iwae;
    auto weighted = in_training(config, 19, likelihood);
    EXPECT_EQ(allocations_of_a_step(weighted), 0);
  }
}

TEST(TrainingStep, AllocatesNothingOnAMixedTable) {
  const SomeTable table(300);
  for (const auto bound : {Bound::elbo, Bound::iwae}) {
    Config config;
    config.objective = bound;
    config.hidden_dims = {33, 17};
    Model model(config);
    model.set_columns(table.columns);
    begin_training(model, table.as_rows());
    EXPECT_EQ(allocations_of_a_step(model), 0);
  }
}

TEST(HeldOutRows, AllocateNothingAfterTheFirstEpoch) {
  for (const auto bound : {Bound::elbo, Bound::iwae}) {
    constexpr Index features = 19, rows = 300;
    std::vector<float> data(static_cast<std::size_t>(rows * features));
    Stream(1, Purpose::evaluation).normal(0, 0, std::span(data));
    const Rows block = {data.data(), RowKind::float32, rows, features};
    Config config;
    config.objective = bound;
    config.hidden_dims = {33};
    Model model(config);
    begin_training(model, block, block);
    while (model.train_batch() != BatchOutcome::epoch) continue;
    while (!model.run()->validating()) model.train_batch();
    const long before = allocations;
    for (auto outcome = BatchOutcome::held_out; outcome == BatchOutcome::held_out;) {
      EXPECT_EQ(allocations, before);
      outcome = model.train_batch();
    }
  }
}

TEST(TrainingStep, ThisTestCatchesAPlantedAllocation) {
  const long before = allocations;
  const std::vector<float> planted(100);
  EXPECT_GT(allocations - before, 0) << planted.size();
}

}  // namespace
}  // namespace vae1
