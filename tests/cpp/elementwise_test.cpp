// The network's elementwise functions: floats in Lanes against single doubles, for counts with
// every remainder and for any part of a batch.
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "layers/activation.hpp"
#include "likelihood/likelihood.hpp"
#include "network/posterior.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

constexpr Index rows = 6;

Matrix<float> random(Index n, Index cols, std::uint64_t seed) {
  Matrix<float> out(n, cols);
  Stream(seed, Purpose::evaluation)
      .normal(0, 0, std::span(out.data(), static_cast<std::size_t>(out.size())));
  return out;
}

template <class T>
MatrixView<T> view(Matrix<T>& m) {
  return {m.data(), m.rows(), m.cols()};
}

template <class T>
ConstMatrixView<T> constant_view(const Matrix<T>& m) {
  return {m.data(), m.rows(), m.cols()};
}

void expect_near(const Matrix<float>& actual, const Matrix<double>& expected) {
  const double scale = std::max(1.0, expected.cwiseAbs().maxCoeff());
  EXPECT_LT((actual.cast<double>() - expected).cwiseAbs().maxCoeff(), 1e-6 * scale);
}

class Elementwise : public testing::TestWithParam<Index> {};

TEST_P(Elementwise, ActivationsAndTheirDerivativesAgree) {
  for (int i = 0; i < activation_count; ++i) {
    const auto activation = static_cast<Activation>(i);
    const Matrix<float> A = 3 * random(rows, GetParam(), 1), given = random(rows, GetParam(), 2);
    Matrix<float> H = A, dH = given;
    activate<float>(activation, view(H));
    activate_backward<float>(activation, constant_view(A), constant_view(H), view(dH));

    const Matrix<double> double_A = A.cast<double>();
    Matrix<double> double_H = double_A, double_dH = given.cast<double>();
    activate<double>(activation, view(double_H));
    activate_backward<double>(activation, constant_view(double_A), constant_view(double_H),
                              view(double_dH));
    expect_near(H, double_H);
    expect_near(dH, double_dH);

    Matrix<float> part = A.bottomRows(rows - 1), d_part = given.bottomRows(rows - 1);
    const Matrix<float> part_A = part;
    activate<float>(activation, view(part));
    activate_backward<float>(activation, constant_view(part_A), constant_view(part), view(d_part));
    EXPECT_EQ(part, H.bottomRows(rows - 1));
    EXPECT_EQ(d_part, dH.bottomRows(rows - 1));
  }
}

TEST_P(Elementwise, LikelihoodsAndTheirGradientsAgree) {
  const Index features = GetParam();
  for (const auto kind : {Likelihood::bernoulli, Likelihood::gaussian}) {
    const auto likelihood = make_likelihood<float>(kind, features);
    const auto reference = make_likelihood<double>(kind, features);
    Matrix<float> X = random(rows, features, 1);
    if (kind == Likelihood::bernoulli) X = X.cwiseAbs().cwiseMin(1);
    const Matrix<float> O = 4 * random(rows, features, 2), s = random(1, features, 3);
    Vector<float> counted = Vector<float>::Ones(features);
    counted[features / 2] = 0;
    const Matrix<double> double_X = X.cast<double>(), double_s = s.cast<double>();
    const Vector<double> double_counted = counted.cast<double>();

    const auto run = [&](const auto& of, const auto& x, const auto& parameters, const auto& count,
                         auto& dO, auto& ds, double* losses) {
      using T = typename std::decay_t<decltype(dO)>::Scalar;
      const T weight = T(1) / T(rows);
      const Vector<T> multiplicity = Vector<T>::LinSpaced(rows, T(0), T(1));
      const Given<T> given = {parameters.data(), constant_view(x), {count.data(), features}};
      of.backward(given, view(dO), weight, {nullptr, rows, 0}, losses);
      of.parameter_gradient(given, constant_view(dO), {nullptr, rows, 0}, weight,
                            {multiplicity.data(), rows}, ds.data());
    };
    Matrix<float> dO = O, ds = Matrix<float>::Zero(1, features);
    Matrix<double> double_dO = O.cast<double>(), double_ds = Matrix<double>::Zero(1, features);
    double losses[rows], double_losses[rows], losses_alone[rows];
    run(*likelihood, X, s, counted, dO, ds, losses);
    run(*reference, double_X, double_s, double_counted, double_dO, double_ds, double_losses);
    expect_near(dO, double_dO);
    expect_near(ds, double_ds);
    likelihood->row_losses({s.data(), constant_view(X), {counted.data(), features}},
                           constant_view(O), losses_alone);
    for (Index row = 0; row < rows; ++row) {
      EXPECT_NEAR(losses[row], double_losses[row], 1e-6 * std::abs(double_losses[row]) + 1e-6);
      EXPECT_EQ(losses[row], losses_alone[row]);
    }

    const Matrix<float> part_X = X.bottomRows(rows - 1);
    Matrix<float> part = O.bottomRows(rows - 1);
    double part_losses[rows - 1];
    likelihood->backward({s.data(), constant_view(part_X), {counted.data(), features}}, view(part),
                         1.0F / rows, {nullptr, rows - 1, 0}, part_losses);
    EXPECT_EQ(part, dO.bottomRows(rows - 1));
    EXPECT_TRUE(std::equal(std::begin(part_losses), std::end(part_losses), losses + 1));

    Matrix<float> mean = O;
    Matrix<double> double_mean = O.cast<double>();
    likelihood->mean(constant_view(mean), view(mean));
    reference->mean(constant_view(double_mean), view(double_mean));
    expect_near(mean, double_mean);
    const Matrix<float> noise = random(rows, features, 4);
    const Matrix<double> double_noise = noise.cast<double>();
    likelihood->draw(s.data(), constant_view(mean), constant_view(noise), constant_view(noise),
                     view(mean));
    reference->draw(double_s.data(), constant_view(double_mean), constant_view(double_noise),
                    constant_view(double_noise), view(double_mean));
    expect_near(mean, double_mean);
  }
}

TEST_P(Elementwise, PosteriorsAgree) {
  const Index latent = GetParam();
  const Matrix<float> head = random(rows, 2 * latent, 1), noise = random(rows, latent, 2),
                      dz = random(rows, latent, 3);
  const Matrix<double> double_head = head.cast<double>(), double_noise = noise.cast<double>(),
                       double_dz = dz.cast<double>();
  Matrix<float> z(rows, latent), d_head(rows, 2 * latent);
  Matrix<double> double_z(rows, latent), double_d_head(rows, 2 * latent);
  double kl[rows], double_kl[rows];

  sample_posterior<float>(constant_view(head), constant_view(noise), view(z));
  sample_posterior<double>(constant_view(double_head), constant_view(double_noise), view(double_z));
  expect_near(z, double_z);
  posterior_kl<float>(constant_view(head), kl);
  posterior_kl<double>(constant_view(double_head), double_kl);
  for (Index row = 0; row < rows; ++row)
    EXPECT_NEAR(kl[row], double_kl[row], 1e-6 * double_kl[row]);
  Vector<float> sums(latent);
  posterior_kl_per_dimension<float>(constant_view(head), sums.data());
  EXPECT_NEAR(sums.sum(), std::accumulate(kl, kl + rows, 0.0), 1e-5 * sums.sum());
  const Vector<float> weights = Vector<float>::LinSpaced(latent, 0, 1);
  const Vector<double> double_weights = weights.cast<double>();
  posterior_backward<float>(constant_view(head), constant_view(noise), constant_view(dz),
                            weights.data(), view(d_head));
  posterior_backward<double>(constant_view(double_head), constant_view(double_noise),
                             constant_view(double_dz), double_weights.data(), view(double_d_head));
  expect_near(d_head, double_d_head);
}

INSTANTIATE_TEST_SUITE_P(Widths, Elementwise, testing::Values(1, 2, 3, 4, 5, 20, 63));

// A posterior very close to the prior, where the terms of its divergence cancel.
TEST(PosteriorKl, StaysPreciseNearThePrior) {
  Matrix<float> head(1, 2);
  head << 0, 1e-3F;
  double kl = 0;
  posterior_kl<float>(constant_view(head), &kl);
  EXPECT_NEAR(kl, 2.5008e-7, 5e-10);  // logVariance^2 / 4 + logVariance^3 / 12
}

}  // namespace
}  // namespace vae1
