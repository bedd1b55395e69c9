// A training step allocates no heap memory, neither through malloc nor through new; and what a
// network allocates before is what its sizes say.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <vector>

#include "architecture_with.hpp"
#include "begin_training.hpp"
#include "data/marginals.hpp"
#include "layers/dense.hpp"
#include "model.hpp"
#include "random/stream.hpp"
#include "some_images.hpp"
#include "some_table.hpp"

namespace {
std::atomic<long> allocations = 0;
std::atomic<std::size_t> bytes = 0;
}  // namespace

// operator new and Eigen's aligned allocation both call malloc.
extern "C" void* malloc(std::size_t size) {
  static const auto next = reinterpret_cast<void* (*)(std::size_t)>(dlsym(RTLD_NEXT, "malloc"));
  ++allocations;
  bytes += size;
  return next(size);
}

namespace vae1 {
namespace {

Model in_training(Config config, Index features, Likelihood likelihood) {
  config.reference_rows = 100;
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
  for (const auto& [bound, decoder] : {std::pair(Bound::elbo, Decoder::independent),
                                       {Bound::iwae, Decoder::independent},
                                       {Bound::elbo, Decoder::autoregressive}}) {
    Config config;
    config.objective = bound;
    config.decoder = decoder;
    config.hidden_dims = {33, 17};
    Model model(config);
    model.set_columns(table.columns);
    begin_training(model, table.as_rows());
    EXPECT_EQ(allocations_of_a_step(model), 0);
  }
}

TEST(TrainingStep, AllocatesNothingOnImages) {
  for (const auto likelihood :
       {Likelihood::bernoulli, Likelihood::gaussian, Likelihood::discretized_logistic})
    for (const bool channels_first : {false, true}) {
      SomeImages images;
      images.channels_first = channels_first;
      Model model(images.config(likelihood));
      const auto data = images.rows(100);
      begin_training(model, {data.data(), RowKind::float32, 100, images.features()});
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

// What Eigen adds to each allocation, to align it.
std::size_t alignment_bytes() {
  const std::size_t before = bytes;
  const Vector<float> one(1);
  return bytes - before - sizeof(float);
}

void expect_reserves_its_sizes(const Architecture& architecture) {
  const NetworkSizes sizes(architecture);
  const std::size_t alignment = alignment_bytes();
  for (const int threads : {1, 3}) {
    Team team(threads);
    for (const Index rows : {1, 6, 32})
      for (const Index samples : {1, 5}) {
        Vae<float> network(architecture, team);
        EXPECT_EQ(sizes.parameters(), static_cast<double>(network.layout().count()));
        EXPECT_EQ(sizes.stored(), static_cast<double>(network.layout().stored()));
        const long allocations_before = allocations;
        const std::size_t before = bytes;
        network.reserve(rows, samples);
        const auto taken =
            bytes - before - static_cast<std::size_t>(allocations - allocations_before) * alignment;
        EXPECT_EQ(
            sizes.workspace_bytes(static_cast<double>(rows), static_cast<double>(samples), threads),
            static_cast<double>(taken))
            << rows << " rows, " << samples << " samples, " << threads << " threads";
      }
  }
}

TEST(NetworkSizes, AreWhatANetworkReserves) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian})
    for (const auto activation : {Activation::relu, Activation::gelu})
      for (const auto& hidden : {std::vector<std::int32_t>{}, {400}, {33, 17}, {3, 90, 1}})
        for (const Index features : {1, 9, 784})
          expect_reserves_its_sizes(architecture_with(features, hidden, 5, activation, likelihood));
}

TEST(NetworkSizes, OfMaskedLayersAreWhatANetworkReserves) {
  auto architecture = architecture_with(9, {33}, 5, Activation::gelu, Likelihood::gaussian);
  architecture.layers.decoder = {masked({{10, 0}, {20, 2}, {3, 5}}, Activation::gelu),
                                 masked({{4, 1}, {5, 30}})};
  expect_reserves_its_sizes(architecture);
  Vae<float> network(architecture);
  network.reserve(8);
  network.initialise(1);
  network.input(8).setConstant(0.5F);
  network.noise(8).setConstant(0.1F);
  Adam<float> optimiser(network.layout().stored());
  const long before = allocations;
  network.step(8, {}, optimiser, {});
  EXPECT_EQ(allocations - before, 0);
}

// A table with every kind of column, and numbers with gaps.
TEST(NetworkSizes, OfColumnsAreWhatANetworkReserves) {
  const SomeTable table(300);
  Model model(Config{});
  model.set_columns(table.columns);
  begin_training(model, table.as_rows());
  const std::vector<Column> columns(model.columns().begin(), model.columns().end());
  expect_reserves_its_sizes(architecture_with(SomeTable::features, {33}, 5, Activation::relu,
                                              Likelihood::mixed, columns));
  // Before the data are known they are no less, and not far more.
  Config config;
  config.hidden_dims = {33};
  config.latent_dim = 5;
  const auto known =
      NetworkSizes(architecture_of(config, SomeTable::features, Likelihood::mixed, columns));
  const NetworkSizes before(config, SomeTable::features, table.columns);
  EXPECT_GE(before.stored(), known.stored());
  EXPECT_LE(before.stored(), 2 * known.stored());
  EXPECT_GE(before.workspace_bytes(32, 5, 3), known.workspace_bytes(32, 5, 3));

  config.missing = true;
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    const auto gaps = architecture_of(config, 9, likelihood, {});
    expect_reserves_its_sizes(gaps);
    EXPECT_GE(NetworkSizes(config, 9, {}).stored(), NetworkSizes(gaps).stored());
    EXPECT_GE(NetworkSizes(config, 9, {}).workspace_bytes(32, 5, 3),
              NetworkSizes(gaps).workspace_bytes(32, 5, 3));
  }
}

TEST(NetworkSizes, OfImagesAreWhatANetworkReserves) {
  for (const auto likelihood :
       {Likelihood::bernoulli, Likelihood::gaussian, Likelihood::discretized_logistic})
    for (const auto activation : {Activation::relu, Activation::gelu})
      for (const bool channels_first : {false, true}) {
        SomeImages images;
        images.channels_first = channels_first;
        images.activation = activation;
        const auto config = images.config(likelihood);
        const auto architecture = architecture_of(config, images.features(), likelihood, {});
        expect_reserves_its_sizes(architecture);
        // Before the likelihood is known they are no less.
        const NetworkSizes before(config, static_cast<double>(images.features()), {});
        const NetworkSizes known(architecture);
        EXPECT_GE(before.stored(), known.stored());
        EXPECT_GE(before.workspace_bytes(32, 5, 3), known.workspace_bytes(32, 5, 3));
      }
}

TEST(TrainingStep, ThisTestCatchesAPlantedAllocation) {
  const long before = allocations;
  const std::vector<float> planted(100);
  EXPECT_GT(allocations - before, 0) << planted.size();
}

}  // namespace
}  // namespace vae1
