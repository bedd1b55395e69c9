// Every gradient against central differences, in double precision.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <tuple>

#include "architecture_with.hpp"
#include "gradient_check.hpp"
#include "layers/activation.hpp"
#include "network/importance.hpp"
#include "network/vae.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

using Hidden = std::vector<std::int32_t>;
using Case = std::tuple<Likelihood, Activation, Hidden, double>;

constexpr Index rows = 5, features = 6, latent = 3;
constexpr double step = 1e-5;

void fill(MatrixView<double> out, std::uint64_t seed) {
  Stream(seed, Purpose::evaluation)
      .normal(0, 0, std::span(out.data(), static_cast<std::size_t>(out.size())));
}

double loss(Vae<double>& net, double beta) {
  net.posterior_sample(rows);
  net.decode(rows);
  double reconstruction[rows], kl[rows], sum = 0;
  net.row_losses(rows, reconstruction, kl);
  for (Index i = 0; i < rows; ++i) sum += reconstruction[i] + beta * kl[i];
  return sum / rows;
}

class Gradient : public testing::TestWithParam<Case> {};

TEST_P(Gradient, AgreesWithCentralDifferences) {
  const auto& [likelihood, activation, hidden, beta] = GetParam();
  Vae<double> net(architecture_with(features, hidden, latent, activation, likelihood));
  net.reserve(rows);
  net.initialise(3);
  net.exclude(2);
  const Index parameters = net.layout().stored();
  // Move away from the initial zeros of the likelihood's own parameters.
  for (Index i = 0; i < parameters; ++i) net.parameters()[i] += 0.05 * std::sin(double(i) + 1);
  fill(net.input(rows), 1);
  if (likelihood == Likelihood::bernoulli)
    net.input(rows) = net.input(rows).unaryExpr([](double x) { return 1 / (1 + std::exp(-x)); });
  fill(net.noise(rows), 2);

  const auto sums = net.backward(rows, {.beta = beta});
  const Vector<double> gradient = net.gradient();
  EXPECT_NEAR((sums.reconstruction + beta * sums.kl) / rows, loss(net, beta), 1e-12);

  // Smaller gradients are compared absolutely: differences of a loss of order 10 have rounding
  // errors of 10 * 2^-53 / step = 1e-10.
  const double floor = 1e-2 * gradient.cwiseAbs().maxCoeff();
  for (Index i = 0; i < parameters; ++i) {
    double& w = net.parameters()[i];
    const double kept = w;
    w = kept + step;
    const double above = loss(net, beta);
    w = kept - step;
    const double below = loss(net, beta);
    w = kept;
    const double difference = (above - below) / (2 * step);
    ASSERT_LT(std::abs(gradient[i] - difference), 1e-6 * std::max(std::abs(difference), floor))
        << "parameter " << i << ": " << gradient[i] << " against " << difference;
  }
}

std::vector<Case> cases() {
  std::vector<Case> out;
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian})
    for (int activation = 0; activation < activation_count; ++activation)
      for (const Hidden& hidden : {Hidden{}, Hidden{5}, Hidden{7, 4}, Hidden{6, 5, 4}})
        out.emplace_back(likelihood, static_cast<Activation>(activation), hidden,
                         hidden.size() == 1 ? 0.5 : 1.0);
  return out;
}

std::string name(const testing::TestParamInfo<Case>& info) {
  static constexpr const char* activations[] = {"relu", "tanh", "sigmoid", "softplus", "gelu"};
  const auto& [likelihood, activation, hidden, beta] = info.param;
  return std::string(likelihood == Likelihood::bernoulli ? "bernoulli_" : "gaussian_") +
         activations[static_cast<int>(activation)] + "_depth" + std::to_string(hidden.size());
}

INSTANTIATE_TEST_SUITE_P(All, Gradient, testing::ValuesIn(cases()), name);

// A net away from its initial state, with rows and with noise for `samples` samples each.
Vae<double> sampled_net(Likelihood likelihood, Index samples) {
  Vae<double> net(architecture_with(features, {7, 4}, latent, Activation::softplus, likelihood));
  net.reserve(rows, samples);
  net.initialise(3);
  net.exclude(2);
  for (Index i = 0; i < net.layout().stored(); ++i)
    net.parameters()[i] += 0.05 * std::sin(double(i) + 1);
  fill(net.input(rows), 1);
  if (likelihood == Likelihood::bernoulli)
    net.input(rows) = net.input(rows).unaryExpr([](double x) { return 1 / (1 + std::exp(-x)); });
  fill(net.noise(rows * samples), 2);
  return net;
}

// The sum over the latents of max(free bits, mean KL), with latents on either side.
TEST(FreeBits, LossMatchesThePaperAndGradientMatchesTheLoss) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    auto net = sampled_net(likelihood, 1);
    const auto plain = net.backward(rows, {.beta = 0.5});
    Vector<double> kl = net.kl_per_dimension() / rows;
    EXPECT_NEAR(kl.sum(), plain.kl / rows, 1e-12);
    std::sort(kl.begin(), kl.end());
    const double free_bits = (kl[0] + kl[1]) / 2;
    const Objective objective = {.beta = 0.5, .free_bits = free_bits};
    const auto sums = net.backward(rows, objective);
    EXPECT_NEAR(sums.loss, plain.reconstruction + rows * 0.5 * kl.cwiseMax(free_bits).sum(), 1e-12);
    EXPECT_GT(sums.loss, plain.loss);
    EXPECT_EQ(sums.kl, plain.kl) << "the record has the raw KL";
    expect_gradient(net, rows, objective);
  }
}

TEST(ImportanceWeighting, GradientAgreesWithCentralDifferences) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian})
    for (const double beta : {1.0, 0.3})
      for (const Index samples : {1, 2, 5}) {
        auto net = sampled_net(likelihood, samples);
        expect_gradient(net, rows, {.bound = Bound::iwae, .beta = beta, .samples = samples});
      }
}

// Computes the bound directly: -log of the mean of p(x|z) p(z) / q(z|x).
TEST(ImportanceWeighting, LossIsTheBound) {
  constexpr Index samples = 4;
  const double log_2pi = std::log(2 * std::numbers::pi);
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    auto net = sampled_net(likelihood, samples);
    const Objective objective = {.bound = Bound::iwae, .samples = samples};
    const auto sums = net.backward(rows, objective);
    const Matrix<double> all_noise = net.noise(rows * samples);
    Matrix<double> weights = Matrix<double>::Zero(samples, rows);
    double reconstruction_sum = 0;
    for (Index s = 0; s < samples; ++s) {
      net.noise(rows) = all_noise.middleRows(s * rows, rows);
      const Matrix<double> head = net.encode(rows);
      net.posterior_sample(rows);
      net.decode(rows);
      double reconstruction[rows], kl[rows];
      net.row_losses(rows, reconstruction, kl);
      for (Index i = 0; i < rows; ++i) {
        double log_prior = 0, log_posterior = 0;
        for (Index j = 0; j < latent; ++j) {
          const double z = net.latents(rows)(i, j), s2 = head(i, latent + j);
          log_prior -= (log_2pi + z * z) / 2;
          log_posterior -= (log_2pi + s2 + std::pow(z - head(i, j), 2) / std::exp(s2)) / 2;
        }
        weights(s, i) = std::exp(-reconstruction[i] + log_prior - log_posterior);
        reconstruction_sum += reconstruction[i];
      }
    }
    EXPECT_NEAR(sums.loss, -weights.colwise().mean().array().log().sum(), 1e-10);
    EXPECT_NEAR(sums.reconstruction, reconstruction_sum / samples, 1e-10);
    net.noise(rows * samples) = all_noise;
    EXPECT_NEAR(net.measure(rows, objective).loss, sums.loss, 1e-10);
  }
}

// Log-weights that would overflow an exponential.
TEST(ImportanceWeighting, StaysFiniteForAnyWeights) {
  const double reconstruction[] = {5e4, -5e4, 6e4, -4e4}, ratio[] = {1, 2, 3, 4};
  double weights[4], bound[2];
  importance_weights<double>(2, 2, 1, reconstruction, ratio, weights, bound);
  EXPECT_NEAR(bound[0], 5e4 + 1 + std::log(2), 1e-9);
  EXPECT_NEAR(bound[1], -5e4 + 2 + std::log(2), 1e-9);
  EXPECT_EQ(weights[0], 1);
  EXPECT_EQ(weights[2], 0);
}

TEST(GradientNorm, CoversAllParameters) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    auto net = sampled_net(likelihood, 1);
    const double norm = net.backward(rows, {}).gradient_norm;
    EXPECT_NEAR(norm, net.gradient().norm(), 1e-12 * norm);
  }
}

TEST(ExcludedColumn, HasNoLossAndNoGradient) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    Vae<double> net(architecture_with(features, {4}, latent, Activation::tanh, likelihood));
    net.reserve(rows);
    net.initialise(1);
    for (Index column = 0; column < features; ++column) net.exclude(column);
    net.input(rows).setConstant(0.5);
    fill(net.noise(rows), 2);
    const auto sums = net.backward(rows, {.beta = 0});
    EXPECT_EQ(sums.reconstruction, 0);
    EXPECT_EQ(net.gradient().cwiseAbs().maxCoeff(), 0);
  }
}

// Saturated logits: the stable form neither overflows nor loses precision.
TEST(Bernoulli, LossIsFiniteAndCorrectForExtremeLogits) {
  const auto likelihood = make_likelihood<float>(Likelihood::bernoulli, 4);
  const Vector<float> counted = Vector<float>::Ones(4);
  Matrix<float> x(1, 4), o(1, 4);
  x << 1, 0, 1, 0;
  o << 1e4F, -1e4F, -1e4F, 200;
  double loss = 0;
  likelihood->row_losses({nullptr, {x.data(), 1, 4}, {counted.data(), 4}}, {o.data(), 1, 4}, &loss);
  EXPECT_FLOAT_EQ(static_cast<float>(loss), 10200);
}

}  // namespace
}  // namespace vae1
