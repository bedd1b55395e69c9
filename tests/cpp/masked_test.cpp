// Masked layers: which outputs see which inputs, exactly and for ever.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "architecture_with.hpp"
#include "gradient_check.hpp"
#include "layers/layer_stack.hpp"
#include "network/vae.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

template <class T>
void fill(MatrixView<T> out, std::uint64_t seed) {
  Stream(seed, Purpose::evaluation)
      .normal(0, 0, std::span(out.data(), static_cast<std::size_t>(out.size())));
}

constexpr Index features = 11, latent = 4;

// A decoder of masked layers: three hidden groups, and outputs of which the first see nothing.
Architecture masked_decoder(Likelihood likelihood, Activation activation) {
  auto architecture = architecture_with(features, {9}, latent, Activation::tanh, likelihood);
  architecture.layers.decoder = {masked({{4, 1}, {5, 2}, {5, 4}}, activation),
                                 masked({{3, 4}, {9, 9}, {1, 14}}, activation),
                                 masked({{2, 0}, {4, 3}, {5, 12}}, std::nullopt)};
  return architecture;
}

// Exactly those weights are 0 that are beyond the limits.
void expect_masked(const Vae<float>& net) {
  const auto& block = net.parameters();
  for (const auto& [name, tensor] : net.layout().tensors()) {
    if (tensor.limits == nullptr) continue;
    Matrix<float> W(tensor.rows, tensor.cols);
    PanelProducts::unpack(block.data() + tensor.offset, {W.data(), tensor.rows, tensor.cols});
    EXPECT_TRUE(is_masked(*tensor.limits, ConstMatrixView<float>(W.data(), W.rows(), W.cols())))
        << name;
    EXPECT_EQ((W.array() != 0).count(), static_cast<Index>(tensor.limits->weights())) << name;
  }
}

TEST(MaskedLayer, TakesTheSettingsThatItCanHaveAndNoOthers) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const auto out = [](std::vector<std::int64_t> settings) {
    const auto layer = make_layer<float, PanelProducts>({"masked", settings}, 6);
    return layer ? layer->out() : 0;
  };
  EXPECT_EQ(out({-1, 3, 2}), 3);
  EXPECT_EQ(out({0, 3, 0, 2, 0, 4, 6}), 9);
  EXPECT_EQ(out({4, 0x7FFFFFFF, 6}), 0x7FFFFFFF);
  const std::vector<std::int64_t> wrong[] = {
      {},
      {-1},
      {-1, 3},
      {-1, 3, 2, 4},
      {-2, 3, 2},                    // no such activation
      {activation_count, 3, 2},      //
      {-1, 0, 2},                    // no outputs
      {-1, -3, 2},                   //
      {-1, 3, -1},                   // inputs
      {-1, 3, 7},                    // more than there are
      {-1, 3, most},                 //
      {-1, 3, 4, 3, 3},              // fewer than before
      {-1, most, 2},                 // too many outputs
      {-1, 0x7FFFFFFF, 2, 1, 2},     //
      {-1, most, 2, most, 2, 2, 2},  //
  };
  for (const auto& settings : wrong)
    EXPECT_EQ(out(settings), 0) << testing::PrintToString(settings);
}

TEST(MaskedLayer, HasTheSettingsOfItsGroups) {
  const auto spec = masked({{3, 0}, {4, 2}}, Activation::tanh);
  EXPECT_EQ(spec.kind, "masked");
  EXPECT_EQ(spec.settings, (std::vector<std::int64_t>{1, 3, 0, 4, 2}));
  EXPECT_EQ(masked({{3, 1}}).settings[0], -1);
}

// Where every output sees everything, it is a dense layer to the last bit.
TEST(MaskedLayer, IsADenseOneWithoutMasks) {
  auto architecture =
      architecture_with(features, {9}, latent, Activation::gelu, Likelihood::gaussian);
  Vae<float> plain(architecture);
  architecture.layers.encoder[0] = masked({{4, features}, {5, features}}, Activation::gelu);
  Vae<float> unmasked(architecture);
  Adam<float> first(plain.layout().stored()), second(plain.layout().stored());
  for (auto* net : {&plain, &unmasked}) {
    net->reserve(7);
    net->initialise(5);
    fill(net->input(7), 1);
    fill(net->noise(7), 2);
    auto& optimiser = net == &plain ? first : second;
    for (int t = 0; t < 3; ++t) net->step(7, {}, optimiser, {.learning_rate = 1e-2});
  }
  EXPECT_EQ(plain.parameters(), unmasked.parameters());
}

TEST(MaskedLayer, StartsUniformWithinTheBoundOfWhatAnOutputSees) {
  const std::vector<LayerSpec> specs = {masked({{5, 0}, {400, 4}, {403, 100}})};
  auto stack = LayerStack<float>::from<PanelProducts>(specs, 100);
  ParameterLayout layout;
  stack.place(layout, "net");
  Vector<float> block = Vector<float>::Zero(layout.stored());
  std::uint64_t row = 0;
  stack.initialise(block.data(), 3, row);
  Matrix<float> W(100, 808);
  PanelProducts::unpack(block.data(), {W.data(), 100, 808});
  const auto bias = stack.bias(block.data());
  const Eigen::Map<const Vector<float>> b(bias.data(), 808);
  const auto largest = [&](Index outputs, Index count, Index inputs) {
    return std::pair(W.block(0, outputs, inputs, count).cwiseAbs().maxCoeff(),
                     b.segment(outputs, count).cwiseAbs().maxCoeff());
  };
  EXPECT_EQ(b.head(5).cwiseAbs().maxCoeff(), 0);
  for (const auto& [first, count, inputs] : {std::tuple(5, 400, 4), std::tuple(405, 403, 100)}) {
    const float bound = 1 / std::sqrt(static_cast<float>(inputs));
    const auto [weight, added] = largest(first, count, inputs);
    for (const float x : {weight, added}) {
      EXPECT_LE(x, bound);
      EXPECT_GT(x, 0.98F * bound);
    }
  }
  EXPECT_EQ((W.array() != 0).count(), 400 * 4 + 403 * 100);
}

TEST(MaskedLayer, GradientAgreesWithCentralDifferences) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian})
    for (int activation = 0; activation < activation_count; ++activation) {
      constexpr Index rows = 5;
      Vae<double> net(masked_decoder(likelihood, static_cast<Activation>(activation)));
      net.reserve(rows);
      net.initialise(3);
      for (Index i = 0; i < net.layout().stored(); ++i)
        net.parameters()[i] += 0.05 * std::sin(double(i) + 1);
      fill(net.input(rows), 1);
      if (likelihood == Likelihood::bernoulli)
        net.input(rows) =
            net.input(rows).unaryExpr([](double x) { return 1 / (1 + std::exp(-x)); });
      fill(net.noise(rows), 2);
      expect_gradient(net, rows, {});
    }
}

// However the weights were trained: at once with the gradient, clipped, or with decay.
TEST(MaskedLayer, KeepsItsMaskedWeightsAtZero) {
  constexpr Index rows = 9;
  for (const StepSize& size :
       {StepSize{.learning_rate = 0.1}, StepSize{.learning_rate = 0.1, .longest_gradient = 0.5},
        StepSize{.learning_rate = 0.1, .weight_decay = 0.1, .longest_gradient = 0.5},
        StepSize{.learning_rate = 0.1, .weight_decay = 0.1}}) {
    Vae<float> net(masked_decoder(Likelihood::gaussian, Activation::tanh));
    net.reserve(rows);
    net.initialise(3);
    expect_masked(net);
    fill(net.input(rows), 1);
    fill(net.noise(rows), 2);
    Adam<float> optimiser(net.layout().stored());
    for (int t = 0; t < 20; ++t) net.step(rows, {}, optimiser, size);
    expect_masked(net);
    // And in what is saved, the optimiser's moments too.
    for (const auto* block : {&optimiser.first_moment(), &optimiser.second_moment()}) {
      const auto numbers = net.unpack(*block);
      const float* at = numbers.data();
      for (const auto& [name, tensor] : net.layout().tensors()) {
        if (tensor.limits != nullptr)
          EXPECT_TRUE(is_masked<float>(*tensor.limits, {at, tensor.rows, tensor.cols})) << name;
        at += tensor.size();
      }
    }
  }
}

// After training, each output of a stack is the same, to the last bit, whatever the inputs are that
// it does not see; and does depend on those that it sees.
TEST(MaskedLayer, AnOutputDependsOnNothingBeyondItsLimit) {
  constexpr Index rows = 6;
  Vae<float> net(masked_decoder(Likelihood::gaussian, Activation::tanh));
  net.reserve(rows);
  net.initialise(3);
  fill(net.input(rows), 1);
  fill(net.noise(rows), 2);
  Adam<float> optimiser(net.layout().stored());
  for (int t = 0; t < 5; ++t)
    net.step(rows, {}, optimiser, {.learning_rate = 0.01, .weight_decay = 0.1});
  // By the groups of masked_decoder(): hidden units 0 ... 3 see one latent, 4 ... 8 two, the rest
  // four; and so on.
  const Index sees[] = {0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2};
  fill(net.latents(rows), 4);
  const Matrix<float> before = net.decode(rows);
  for (Index j = 0; j < latent; ++j) {
    fill(net.latents(rows), 4);
    net.latents(rows).col(j).array() += 1e6F;
    const Matrix<float> after = net.decode(rows);
    for (Index o = 0; o < features; ++o) {
      if (j < sees[o])
        EXPECT_NE(after.col(o), before.col(o)) << o << " of " << j;
      else
        EXPECT_EQ(after.col(o), before.col(o)) << o << " of " << j;
    }
  }
}

// Sharing the work changes no bit.
TEST(MaskedLayer, IsTheSameForAnyNumberOfThreads) {
  constexpr Index rows = 64;
  const auto trained = [&](int threads) {
    auto architecture = architecture_with(50, {130}, 7, Activation::tanh, Likelihood::gaussian);
    architecture.layers.decoder = {masked({{90, 3}, {110, 7}}, Activation::relu),
                                   masked({{21, 0}, {20, 90}, {9, 200}})};
    Team team(threads);
    Vae<float> net(architecture, team);
    net.reserve(rows);
    net.initialise(3);
    fill(net.input(rows), 1);
    fill(net.noise(rows), 2);
    Adam<float> optimiser(net.layout().stored());
    for (int t = 0; t < 5; ++t) net.step(rows, {}, optimiser, {.learning_rate = 0.01});
    return Vector<float>(net.parameters());
  };
  const auto alone = trained(1);
  for (const int threads : {2, 3}) EXPECT_EQ(trained(threads), alone);
}

}  // namespace
}  // namespace vae1
