// A case with a closed form: a linear VAE (no hidden layers) with Gaussian likelihood is factor
// analysis, p(x) = N(mean, W W^T + Psi). W can be rotated so that W^T Psi^-1 W is diagonal, and
// with it the exact posterior, which the encoder can then represent, so the bound is tight. If the
// rows' covariance is exactly C = W W^T + Psi, the best -ELBO is their mean negative
// log-likelihood, (D log 2 pi + log|C| + D) / 2. Compare Lucas et al. (2019), "Don't Blame the
// ELBO! A Linear VAE Perspective on Posterior Collapse", arXiv:1911.02469.
#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <cmath>
#include <numbers>
#include <span>

#include "begin_training.hpp"
#include "model.hpp"
#include "random/stream.hpp"
#include "read_of.hpp"

namespace vae1 {
namespace {

constexpr Index N = 512, D = 6, L = 2;

// Rows with exactly this mean and covariance C (over N).
Matrix<double> rows_with(const Vector<double>& mean, const Matrix<double>& C) {
  Matrix<double> X(N, D);
  const Stream stream(11, Purpose::evaluation);
  for (Index row = 0; row < N; ++row)
    stream.normal(0, static_cast<std::uint64_t>(row),
                  std::span(X.row(row).data(), static_cast<std::size_t>(D)));
  X.rowwise() -= X.colwise().mean();
  const Matrix<double> sample = X.transpose() * X / static_cast<double>(N);
  // With S = A A^T and C = B B^T the rows x A^-T B^T have covariance B A^-1 S A^-T B^T = C.
  const Eigen::LLT<Matrix<double>> whiten(sample), colour(C);
  X = whiten.matrixL().solve(X.transpose()).transpose() *
      Matrix<double>(colour.matrixL()).transpose();
  X.rowwise() += mean.transpose();
  return X;
}

struct Known {
  Vector<double> mean;
  Matrix<double> covariance;       // C, over N
  Matrix<double> rows;             // N x D
  double negative_log_likelihood;  // mean per row, nats
};

// Very different units, so that the loss is right only if it includes the scaling's determinant.
Known known_case() {
  Matrix<double> W(D, L);
  W << 0.9, 0.1, -0.7, 0.5, 0.3, 0.8, 0.6, -0.6, -0.2, 0.9, 0.8, 0.4;
  const Vector<double> psi{{0.3, 0.5, 0.2, 0.4, 0.6, 0.25}};
  const Vector<double> units{{1000, 1, 0.01, 5, 1, 20}};
  const Vector<double> mean{{3e4, -2, 0.5, 0, 7, 100}};
  const Matrix<double> C = units.asDiagonal() *
                           (W * W.transpose() + Matrix<double>(psi.asDiagonal())) *
                           units.asDiagonal();
  const double log_determinant =
      2 * Matrix<double>(C.llt().matrixL()).diagonal().array().log().sum();
  return {mean, C, rows_with(mean, C),
          (D * std::log(2 * std::numbers::pi) + log_determinant + D) / 2};
}

// A matrix as a user's array of doubles.
Rows as_rows(const Matrix<double>& X) { return {X.data(), RowKind::float64, X.rows(), X.cols()}; }

void train(Model& model, const Rows& rows, int epochs) {
  begin_training(model, rows);
  ASSERT_EQ(model.likelihood(), Likelihood::gaussian);
  while (epochs > 0) {
    const auto outcome = model.train_batch();
    ASSERT_NE(outcome, BatchOutcome::diverged);
    if (outcome == BatchOutcome::epoch) --epochs;
  }
  model.end_training();
}

// Mean per row and over `draws` draws of the latent noise.
double negative_elbo(Model& model, const Rows& rows, std::uint64_t draws) {
  double sum = 0;
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    for (const double loss :
         read_of<double>(model, "rowLosses", {rows}, {at_sample, static_cast<double>(seed)}))
      sum += loss / static_cast<double>(rows.count);
  }
  return sum / static_cast<double>(draws);
}

Model trained_on(const Rows& rows, std::uint64_t seed) {
  Config config;
  config.hidden_dims = {};
  config.latent_dim = L;
  config.learning_rate.initial = 2e-3;
  config.batch_size = N;
  config.seed = seed;
  Model model(config);
  train(model, rows, 4000);
  return model;
}

TEST(LinearGaussian, TrainedElboReachesTheClosedFormLogLikelihood) {
  const Known known = known_case();
  for (const std::uint64_t seed : {1, 2, 3}) {
    Model model = trained_on(as_rows(known.rows), seed);
    EXPECT_NEAR(negative_elbo(model, as_rows(known.rows), 200), known.negative_log_likelihood, 0.02)
        << "seed " << seed;
  }
}

TEST(LinearGaussian, GeneratedRowsHaveTheMeanAndCovarianceOfTheData) {
  constexpr Index count = 100'000;
  const Known known = known_case();
  Model model = trained_on(as_rows(known.rows), 1);
  const auto values =
      read_of<float>(model, "generate", numbers(nullptr, count, D), {2, from_prior, 0});
  const ConstMatrixView<float> generated(values.data(), count, D);

  // In standard deviations of the data, so that one tolerance fits every unit.
  const Vector<double> deviation = known.covariance.diagonal().cwiseSqrt();
  Matrix<double> scaled = generated.cast<double>().rowwise() - known.mean.transpose();
  scaled.array().rowwise() /= deviation.transpose().array();
  const Vector<double> mean = scaled.colwise().mean();
  const Matrix<double> covariance = scaled.transpose() * scaled / static_cast<double>(count);
  for (Index i = 0; i < D; ++i) {
    EXPECT_NEAR(mean[i], 0, 0.05) << "column " << i;
    for (Index j = 0; j < D; ++j)
      EXPECT_NEAR(covariance(i, j), known.covariance(i, j) / (deviation[i] * deviation[j]), 0.05)
          << "columns " << i << " and " << j;
  }
}

}  // namespace
}  // namespace vae1
