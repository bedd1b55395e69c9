// EM and densities of mixtures of Gaussians against plain loops in double precision.
#include "prior/mixture_em.hpp"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>
#include <numbers>
#include <vector>

#include "prior/mixture_density.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

// More than a block of EM, and no whole number of its groups of rows.
constexpr Index N = 1003;

// Rows on a bent surface: no mixture of a few Gaussians fits them exactly.
Matrix<float> bent(Index latent) {
  Matrix<float> Z(N, latent);
  const Stream stream(3, Purpose::evaluation);
  std::vector<double> noise(static_cast<std::size_t>(latent + 2));
  for (Index i = 0; i < N; ++i) {
    stream.normal(0, static_cast<std::uint64_t>(i), std::span(noise));
    for (Index j = 0; j < latent; ++j) {
      const double a = noise[static_cast<std::size_t>(j % 2)];
      Z(i, j) = static_cast<float>(j % 3 == 0 ? a : a * a + 0.4 * noise[std::size_t(j + 2)]);
    }
  }
  return Z;
}

ConstMatrixView<float> view(const Matrix<float>& Z) { return {Z.data(), Z.rows(), Z.cols()}; }

GaussianMixture after(const Matrix<float>& Z, Index components, std::uint64_t rounds,
                      Team& team = Team::alone(), double* mean_log_likelihood = nullptr) {
  MixtureEm em(Z.rows(), Z.cols(), components, 5, {.gain = -1, .rounds = rounds});
  while (!em.advance(view(Z), 100, team)) continue;
  if (mean_log_likelihood) *mean_log_likelihood = em.mean_log_likelihood();
  return em.take_mixture();
}

double density(const GaussianMixture::Component& component, const Vector<double>& z) {
  const Matrix<double> C = component.factor * component.factor.transpose();
  const Vector<double> difference = z - component.mean;
  return component.weight * std::exp(-0.5 * difference.dot(C.inverse() * difference)) /
         std::sqrt(std::pow(2 * std::numbers::pi, z.size()) * C.determinant());
}

double log_density(const GaussianMixture& mixture, const Vector<double>& z) {
  double sum = 0;
  for (const auto& component : mixture.components()) sum += density(component, z);
  return std::log(sum);
}

TEST(MixtureDensity, IsTheSumOfTheComponentsDensities) {
  for (const Index latent : {1, 2, 5}) {
    const auto Z = bent(latent);
    const auto mixture = after(Z, 4, 3);
    MixtureDensity of(mixture, latent);
    std::vector<double> found(N);
    of.log_densities(view(Z), found.data());
    for (Index i = 0; i < N; ++i) {
      const Vector<double> z = Z.row(i).cast<double>();
      ASSERT_NEAR(found[std::size_t(i)], log_density(mixture, z), 1e-9 * (1 + z.squaredNorm()));
    }
    // A row does not depend on the others.
    double alone = 0;
    of.log_densities({Z.data() + 700 * latent, 1, latent}, &alone);
    EXPECT_EQ(alone, found[700]);
  }
}

TEST(MixtureDensity, OfOneStandardGaussianIsThePrior) {
  const GaussianMixture standard({{1, Vector<double>::Zero(3), Matrix<double>::Identity(3, 3)}});
  MixtureDensity of(standard, 3);
  const float z[] = {0.5F, -2, 40};
  double found = 0;
  of.log_densities({z, 1, 3}, &found);
  EXPECT_DOUBLE_EQ(found, log_standard(z));
}

TEST(MixtureDensity, IsMinusInfinityWhereNoDensityIsAboveZero) {
  const GaussianMixture one({{1, Vector<double>::Zero(1), Matrix<double>::Identity(1, 1)}});
  MixtureDensity of(one, 1);
  const float z[] = {INFINITY};
  double found = 0;
  of.log_densities({z, 1, 1}, &found);
  EXPECT_EQ(found, -INFINITY);
}

// A round of EM in plain loops (Bishop 2006, equations 9.23 to 9.27), where no eigenvalue is near
// the bound.
TEST(MixtureEm, ARoundIsThatOfTheTextbook) {
  for (const Index latent : {1, 3, 6}) {
    const auto Z = bent(latent);
    constexpr Index components = 3;
    const auto before = after(Z, components, 4);
    double mean_log_likelihood = 0;
    const auto found = after(Z, components, 5, Team::alone(), &mean_log_likelihood);

    Matrix<double> r(N, components);
    double expected_log_likelihood = 0;
    for (Index i = 0; i < N; ++i) {
      const Vector<double> z = Z.row(i).cast<double>();
      for (Index k = 0; k < components; ++k)
        r(i, k) = density(before.components()[std::size_t(k)], z);
      expected_log_likelihood += std::log(r.row(i).sum()) / N;
      r.row(i) /= r.row(i).sum();
    }
    EXPECT_NEAR(mean_log_likelihood, expected_log_likelihood, 1e-9);
    for (Index k = 0; k < components; ++k) {
      const double of_component = r.col(k).sum();
      const Vector<double> mean = Z.cast<double>().transpose() * r.col(k) / of_component;
      Matrix<double> C = Matrix<double>::Zero(latent, latent);
      for (Index i = 0; i < N; ++i) {
        const Vector<double> difference = Z.row(i).cast<double>().transpose() - mean;
        C += r(i, k) / of_component * difference * difference.transpose();
      }
      const auto& component = found.components()[std::size_t(k)];
      EXPECT_NEAR(component.weight, of_component / N, 1e-9);
      EXPECT_LT((component.mean - mean).norm(), 1e-7);
      EXPECT_LT((component.factor * component.factor.transpose() - C).norm(), 1e-7);
    }
  }
}

TEST(MixtureEm, TheFitIsTheSameForAnyNumberOfThreadsAndAnyPieces) {
  const Index latent = 12, components = 20;
  const auto Z = bent(latent);
  Team three(3);
  const auto one = after(Z, components, 6), other = after(Z, components, 6, three);
  MixtureEm whole(N, latent, components, 5, {.gain = -1, .rounds = 6});
  while (!whole.advance(view(Z), N, three)) continue;
  const auto in_one_piece = whole.take_mixture();
  for (std::size_t k = 0; k < static_cast<std::size_t>(components); ++k)
    for (const auto* mixture : {&other, &in_one_piece}) {
      EXPECT_EQ(one.components()[k].weight, mixture->components()[k].weight);
      EXPECT_EQ(one.components()[k].mean, mixture->components()[k].mean);
      EXPECT_EQ(one.components()[k].factor, mixture->components()[k].factor);
    }
}

TEST(MixtureEm, StopsAtItsGainAndAtItsRounds) {
  const auto Z = bent(2);
  const auto rounds = [&](const MixtureEm::Stop& stop) {
    MixtureEm em(N, 2, 5, 5, stop);
    while (!em.advance(view(Z), N, Team::alone())) continue;
    return em.rounds();
  };
  EXPECT_EQ(rounds({.gain = 0, .rounds = 7}), 7U);
  EXPECT_LT(rounds({.gain = 0.05, .rounds = 500}), rounds({.gain = 0.001, .rounds = 500}));
  EXPECT_EQ(MixtureEm::Stop::within(1e12, 1000, 4, 10).rounds, 500U);
  EXPECT_EQ(MixtureEm::Stop::within(1, 1000, 4, 10).rounds, 20U);
}

}  // namespace
}  // namespace vae1
