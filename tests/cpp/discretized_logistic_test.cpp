// The likelihood of bytes: a distribution over all 256 of them, with the gradient of its loss.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "likelihood/likelihood.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

constexpr int levels = 256;

template <class T>
std::vector<double> losses(T mean, T scale) {
  const auto likelihood = make_likelihood<T>(Likelihood::discretized_logistic, levels);
  std::vector<T> x(levels), o(2 * levels), counted(levels, T(1)), out(levels);
  for (int k = 0; k < levels; ++k) {
    x[k] = static_cast<T>(k) / 255;
    o[2 * k] = mean;
    o[2 * k + 1] = scale;
  }
  likelihood->feature_losses({nullptr, {x.data(), 1, levels}, {counted.data(), levels}},
                             {o.data(), 1, 2 * levels}, {out.data(), 1, levels});
  return {out.begin(), out.end()};
}

template <class T>
void expect_distribution(double tolerance) {
  for (const T mean : {T(-3), T(-1), T(-0.35), T(0), T(0.9), T(5)})
    for (const T scale : {T(-9), T(-5), T(-2.5), T(0), T(3)}) {
      double sum = 0;
      for (const double loss : losses<T>(mean, scale)) {
        ASSERT_TRUE(std::isfinite(loss));
        sum += std::exp(-loss);
      }
      EXPECT_NEAR(sum, 1, tolerance) << mean << " " << scale;
    }
}

TEST(DiscretizedLogistic, ProbabilitiesOfAllBytesAddUpToOne) {
  expect_distribution<double>(1e-12);
  expect_distribution<float>(1e-4);
}

// By the logistic function itself, where it loses nothing.
TEST(DiscretizedLogistic, IsTheLogisticFunctionsDifference) {
  const double mean = 0.2, scale = -2;
  const auto cumulative = [&](double y) {
    return 1 / (1 + std::exp(-(y - mean) * std::exp(-scale)));
  };
  const auto loss = losses<double>(mean, scale);
  for (int k = 1; k < 255; ++k) {
    const double y = 2.0 * k / 255 - 1;
    const double p = cumulative(y + 1.0 / 255) - cumulative(y - 1.0 / 255);
    EXPECT_NEAR(loss[static_cast<std::size_t>(k)], -std::log(p), 1e-9);
  }
  EXPECT_NEAR(loss[0], -std::log(cumulative(-1 + 1.0 / 255)), 1e-12);
  EXPECT_NEAR(loss[255], -std::log(1 - cumulative(1 - 1.0 / 255)), 1e-12);
}

TEST(DiscretizedLogistic, GradientAgreesWithCentralDifferences) {
  constexpr Index features = 7, rows = 3;
  const auto likelihood = make_likelihood<double>(Likelihood::discretized_logistic, features);
  Matrix<double> X(rows, features), O(rows, 2 * features);
  Stream(1, Purpose::evaluation).normal(0, 0, std::span(O.data(), std::size_t(O.size())));
  O.array() -= 0.5;
  for (Index i = 0; i < X.size(); ++i) X.data()[i] = static_cast<double>(i * 13 % 256) / 255;
  X(0, 0) = 0;
  X(1, 1) = 1;
  const Vector<double> counted = Vector<double>::Ones(features);
  const Given<double> given = {nullptr, {X.data(), rows, features}, {counted.data(), features}};
  const auto loss = [&] {
    double of_rows[rows], sum = 0;
    likelihood->row_losses(given, {O.data(), rows, 2 * features}, of_rows);
    for (const double row : of_rows) sum += row;
    return sum;
  };
  Matrix<double> d = O;
  double of_rows[rows];
  constexpr double weight = 0.25, step = 1e-6;
  likelihood->backward(given, {d.data(), rows, 2 * features}, weight, {nullptr, rows, 0}, of_rows);
  EXPECT_NEAR(of_rows[0] + of_rows[1] + of_rows[2], loss(), 1e-12);
  for (Index i = 0; i < O.size(); ++i) {
    double& o = O.data()[i];
    const double kept = o;
    o = kept + step;
    const double above = loss();
    o = kept - step;
    const double below = loss();
    o = kept;
    EXPECT_NEAR(d.data()[i], weight * (above - below) / (2 * step), 1e-8) << i;
  }
}

TEST(DiscretizedLogistic, DrawsBytesAsOftenAsItSays) {
  constexpr Index features = 20000;
  const auto likelihood = make_likelihood<float>(Likelihood::discretized_logistic, features);
  Matrix<float> O(1, 2 * features), uniform(1, features), out(1, features);
  for (Index j = 0; j < features; ++j) {
    O(0, 2 * j) = 0.6F;
    O(0, 2 * j + 1) = -1;
  }
  Stream(3, Purpose::evaluation).uniform(0, 0, std::span(uniform.data(), std::size_t(features)));
  likelihood->draw(nullptr, {O.data(), 1, 2 * features}, {nullptr, 0, 0},
                   {uniform.data(), 1, features}, {out.data(), 1, features});
  std::vector<double> share(levels);
  for (const float x : out.reshaped()) {
    const float level = x * 255;
    ASSERT_NEAR(level, std::round(level), 1e-4F);
    share[static_cast<std::size_t>(std::lround(level))] += 1.0 / features;
  }
  const auto loss = losses<float>(0.6F, -1);
  for (const std::size_t level : {0, 128, 200, 255}) {
    const double p = std::exp(-loss[level]);
    EXPECT_NEAR(share[level], p, 5 * std::sqrt(p / features)) << level;
  }
}

}  // namespace
}  // namespace vae1
