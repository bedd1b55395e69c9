// Mixtures of Gaussians over the latent space: the fit and its draws.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "architecture_with.hpp"
#include "latent/mixture_fit.hpp"
#include "prior/gaussian_mixture.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

constexpr Index L = 2, N = 900;

// An encoder that passes its rows through: mean = x, with a given log-variance.
class Latents : public testing::Test {
 protected:
  Latents() : network_(architecture_with(L, {}, L, Activation::relu, Likelihood::gaussian)) {
    hand_through(-30);
  }

  void hand_through(float log_variance) {
    std::vector<float> numbers(static_cast<std::size_t>(network_.layout().count()));
    numbers[0] = numbers[2 * L + 1] = 1;
    for (Index k = 0; k < L; ++k)
      numbers[static_cast<std::size_t>(L * 2 * L + L + k)] = log_variance;
    network_.pack(numbers, network_.parameters());
  }

  // Three clusters of different shapes and sizes: 1/2, 1/3 and 1/6 of the rows.
  Matrix<double> clusters() const {
    Matrix<double> Z(N, L);
    const Stream stream(3, Purpose::evaluation);
    for (Index i = 0; i < N; ++i) {
      stream.normal(0, static_cast<std::uint64_t>(i),
                    row_of(MatrixView<double>(Z.data(), N, L), i));
      const double a = Z(i, 0), b = Z(i, 1);
      if (i % 6 < 3)
        Z.row(i) << -3 + 0.5 * a, 0.2 * b;
      else if (i % 6 < 5)
        Z.row(i) << 3 + a, 2 + 0.8 * a + 0.3 * b;
      else
        Z.row(i) << 0.3 * a, -4 + 0.3 * b;
    }
    return Z;
  }

  MixtureFit begun(const Matrix<double>& Z, Index components, Index piece = N) {
    MixtureFit fit(static_cast<std::uint64_t>(Z.rows()), L, components, 5);
    for (Index first = 0; first < Z.rows(); first += piece)
      fit.add({network_, scaling_}, Rows{Z.data(), RowKind::float64, Z.rows(), L}.slice(
                                        first, std::min(piece, Z.rows() - first)));
    return fit;
  }

  static double step(MixtureFit& fit, Index piece = N) {
    const auto before = fit.iterations();
    while (fit.iterations() == before) fit.advance(piece);
    return fit.mean_log_likelihood();
  }

  Vae<float> network_;
  FeatureScaling scaling_{{{0, 1, false}, {0, 1, false}}, 10};
};

TEST_F(Latents, TheLikelihoodNeverFalls) {
  for (const Index components : {1, 3, 7, 40}) {
    auto fit = begun(clusters(), components);
    double before = step(fit);
    for (int i = 0; i < 60; ++i) {
      const double now = step(fit);
      ASSERT_GE(now, before - 1e-12) << components << " components, iteration " << i;
      before = now;
    }
  }
}

TEST_F(Latents, ThreeClustersAreFound) {
  auto fit = begun(clusters(), 3);
  for (int i = 0; i < 100; ++i) step(fit);
  std::vector<double> weights;
  const auto mixture = fit.take_mixture();  // the loop keeps no hold of it
  for (const auto& [weight, mean, factor] : mixture.components()) {
    weights.push_back(weight);
    const Matrix<double> C = factor * factor.transpose();
    if (mean[0] > 2) {  // the slanted one
      EXPECT_NEAR(mean[1], 2, 0.2);
      EXPECT_NEAR(C(0, 0), 1, 0.2);
      EXPECT_NEAR(C(0, 1), 0.8, 0.2);
      EXPECT_NEAR(C(1, 1), 0.64 + 0.09, 0.2);
    }
  }
  std::sort(weights.begin(), weights.end());
  EXPECT_NEAR(weights[0], 1.0 / 6, 0.01);
  EXPECT_NEAR(weights[1], 1.0 / 3, 0.01);
  EXPECT_NEAR(weights[2], 1.0 / 2, 0.01);
}

TEST_F(Latents, OneComponentIsTheMeanAndCovarianceOfTheRows) {
  const Matrix<double> Z = clusters();
  auto fit = begun(Z, 1);
  step(fit);
  const auto mixture = fit.take_mixture();
  const auto& [weight, mean, factor] = mixture.components().front();
  const Matrix<double> centred = Z.rowwise() - Z.colwise().mean();
  const Matrix<double> covariance = centred.transpose() * centred / N;
  EXPECT_EQ(weight, 1);
  EXPECT_LT((mean - Z.colwise().mean().transpose()).norm(), 1e-5);
  EXPECT_LT((factor * factor.transpose() - covariance).norm(), 1e-4);
}

TEST_F(Latents, ThePosteriorsVarianceIsPartOfTheFit) {
  hand_through(0);  // variance 1 about every row
  const Matrix<double> Z = Matrix<double>::Zero(N, L);
  auto fit = begun(Z, 1);
  step(fit);
  const auto mixture = fit.take_mixture();
  const Matrix<double>& factor = mixture.components().front().factor;
  EXPECT_NEAR((factor * factor.transpose())(0, 0), 1, 0.15);
}

TEST_F(Latents, TheFitDoesNotDependOnThePieces) {
  auto whole = begun(clusters(), 4), pieces = begun(clusters(), 4, 70);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(step(whole), step(pieces, 131));
  const auto of_whole = whole.take_mixture(), of_pieces = pieces.take_mixture();
  for (std::size_t k = 0; k < 4; ++k)
    EXPECT_EQ(of_whole.components()[k].factor, of_pieces.components()[k].factor);
}

TEST_F(Latents, EqualRowsHaveAFiniteFit) {
  auto fit = begun(Matrix<double>::Constant(20, L, 1.5), 3);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(std::isfinite(step(fit)));
  const auto mixture = fit.take_mixture();  // the loop keeps no hold of it
  for (const auto& [weight, mean, factor] : mixture.components()) {
    EXPECT_NEAR(mean[0], 1.5, 1e-5);
    EXPECT_GE(factor(0, 0) * factor(0, 0), MixtureEm::smallest_variance * (1 - 1e-9));
  }
}

TEST(GaussianMixture, DrawsHaveTheWeightsMeansAndCovariances) {
  const Matrix<double> factor = (Matrix<double>(L, L) << 0.5, 0, 0.4, 0.3).finished();
  const GaussianMixture mixture({{0.25, Vector<double>{{-9, 1}}, Matrix<double>::Identity(L, L)},
                                 {0.75, Vector<double>{{9, 2}}, factor},
                                 {0, Vector<double>{{0, 0}}, factor}});
  constexpr Index count = 40'000;
  Matrix<double> right(count, L);
  Index of_right = 0;
  for (Index i = 0; i < count; ++i) {
    float z[L];
    mixture.draw(1, static_cast<std::uint64_t>(i), z);
    if (z[0] > 0) right.row(of_right++) << z[0], z[1];
  }
  EXPECT_NEAR(double(of_right) / count, 0.75, 0.01);
  right.conservativeResize(of_right, L);
  const Matrix<double> centred = right.rowwise() - right.colwise().mean();
  const Matrix<double> covariance = centred.transpose() * centred / double(of_right);
  EXPECT_NEAR(right.col(0).mean(), 9, 0.02);
  EXPECT_LT((covariance - factor * factor.transpose()).cwiseAbs().maxCoeff(), 0.01);
}

}  // namespace
}  // namespace vae1
