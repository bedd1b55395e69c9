// Every gradient against central differences, in double precision.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <tuple>

#include "network/activation.hpp"
#include "network/vae.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

using Hidden = std::vector<Index>;
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
  Vae<double> net({features, hidden, latent, activation, likelihood});
  net.reserve(rows);
  net.initialise(3);
  net.exclude(2);
  const Index parameters = net.layout().stored();
  // Away from the initial zeros of the likelihood's own parameters.
  for (Index i = 0; i < parameters; ++i) net.parameters()[i] += 0.05 * std::sin(double(i) + 1);
  fill(net.input(rows), 1);
  if (likelihood == Likelihood::bernoulli)
    net.input(rows) = net.input(rows).unaryExpr([](double x) { return 1 / (1 + std::exp(-x)); });
  fill(net.noise(rows), 2);

  const auto sums = net.backward(rows, beta);
  const Vector<double> gradient = net.gradient();
  EXPECT_NEAR((sums.reconstruction + beta * sums.kl) / rows, loss(net, beta), 1e-12);

  // Below this a gradient is compared absolutely: differences of a loss of order 10 carry
  // rounding errors of 10 * 2^-53 / step = 1e-10.
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

TEST(ExcludedColumn, HasNoLossAndNoGradient) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    Vae<double> net({features, {4}, latent, Activation::tanh, likelihood});
    net.reserve(rows);
    net.initialise(1);
    for (Index column = 0; column < features; ++column) net.exclude(column);
    net.input(rows).setConstant(0.5);
    fill(net.noise(rows), 2);
    const auto sums = net.backward(rows, 0);
    EXPECT_EQ(sums.reconstruction, 0);
    EXPECT_EQ(net.gradient().cwiseAbs().maxCoeff(), 0);
  }
}

// Saturated logits: the stable form neither overflows nor loses the answer.
TEST(Bernoulli, LossIsFiniteAndRightForExtremeLogits) {
  const auto likelihood = make_likelihood<float>(Likelihood::bernoulli, 4);
  const Vector<float> counted = Vector<float>::Ones(4);
  Matrix<float> x(1, 4), o(1, 4);
  x << 1, 0, 1, 0;
  o << 1e4F, -1e4F, -1e4F, 200;
  double loss = 0;
  likelihood->row_losses(nullptr, {x.data(), 1, 4}, {o.data(), 1, 4}, {counted.data(), 4}, &loss);
  EXPECT_FLOAT_EQ(static_cast<float>(loss), 10200);
}

}  // namespace
}  // namespace vae1
