// Scores of single rows against closed forms. The decoder is linear, so with a Gaussian likelihood
// p(x) is a Gaussian, N(offset, W^T W + Psi) in the model's units, and the exact posterior is
// Gaussian too. The rows of W share no feature, which makes the posterior's covariance diagonal,
// like an encoder's.
#include "inference/row_scores.hpp"
#include "architecture_with.hpp"

#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "inference/feature_scores.hpp"

namespace vae1 {
namespace {

constexpr Index N = 300, D = 5, L = 2;

// Column 4 was constant in training, with the value 7.
FeatureScaling scaling() {
  return {{{10, 2, false}, {-3, 0.5, false}, {0, 100, false}, {1, 1, false}, {7, 1, true}}, 98};
}

class LinearModel : public testing::Test {
 protected:
  // encoder_error: the distance of the encoder's means from the posterior's, in its deviations; if
  // not 0, its variances are twice the posterior's.
  explicit LinearModel(double encoder_error = 0)
      : network_(architecture_with(D, {}, L, Activation::relu, Likelihood::gaussian)) {
    W_.setZero(L, D);
    W_ << 0.9, -0.6, 0, 0, 0,  //
        0, 0, 0.7, 0.4, 0;
    offset_ = Vector<double>{{0.1, -0.2, 0.3, 0, 0}};
    psi_ = Vector<double>{{0.3, 0.5, 0.2, 0.4, 1}};
    const Vector<double> precision =
        (W_.array().square().rowwise() / psi_.transpose().array()).rowwise().sum() + 1;
    Matrix<double> encoder = Matrix<double>::Zero(D, 2 * L);
    Vector<double> bias(2 * L);
    for (Index k = 0; k < L; ++k) {
      encoder.col(k) = W_.row(k).transpose().cwiseQuotient(psi_) / precision[k];
      bias[k] = -encoder.col(k).dot(offset_) + encoder_error / std::sqrt(precision[k]);
      bias[L + k] = -std::log(precision[k]) + (encoder_error > 0 ? std::log(2) : 0);
    }
    std::vector<float> numbers;
    const auto append = [&](const auto& matrix) {
      for (Index i = 0; i < matrix.rows(); ++i)
        for (Index j = 0; j < matrix.cols(); ++j)
          numbers.push_back(static_cast<float>(matrix(i, j)));
    };
    append(encoder);
    append(bias);
    append(W_);
    append(offset_);
    append(Vector<double>(psi_.array().log()));
    network_.pack(numbers, network_.parameters());
    network_.exclude(4);

    rows_.resize(N, D);
    const Stream stream(5, Purpose::evaluation);
    for (Index i = 0; i < N; ++i)
      stream.normal(0, static_cast<std::uint64_t>(i), std::span(rows_.row(i).data(), D));
    for (Index j = 0; j < D - 1; ++j)
      rows_.col(j) = rows_.col(j).array() * scaling_.columns()[std::size_t(j)].scale +
                     scaling_.columns()[std::size_t(j)].offset;
    rows_.col(4).setConstant(7);
    rows_(1, 4) = 7.5;  // one row differs from the training constant
  }

  Inference inference() { return {network_, scaling_, prior_ ? &*prior_ : nullptr}; }
  Rows rows(Index first = 0, Index n = N) const {
    return Rows{rows_.data(), RowKind::float64, N, D}.slice(first, n);
  }

  // log p(x) of each row in the user's units.
  Vector<double> closed_form() const {
    return of_component(Vector<double>::Zero(L), Matrix<double>::Identity(L, L));
  }
  // With the prior N(mean, factor factor^T): x ~ N(offset + W^T mean, W^T C W + Psi).
  Vector<double> of_component(const Vector<double>& mean, const Matrix<double>& factor) const {
    const Vector<double> offset = offset_ + W_.transpose() * mean;
    const Matrix<double> C =
        W_.transpose() * factor * factor.transpose() * W_ + Matrix<double>(psi_.asDiagonal());
    const Matrix<double> varying = C.topLeftCorner(4, 4);
    const Eigen::LLT<Matrix<double>> cholesky(varying);
    const double log_determinant =
        2 * Matrix<double>(cholesky.matrixL()).diagonal().array().log().sum() +
        2 * (std::log(2) + std::log(0.5) + std::log(100));
    Vector<double> out(N);
    for (Index i = 0; i < N; ++i) {
      Vector<double> x(4);
      for (Index j = 0; j < 4; ++j) {
        const auto& column = scaling_.columns()[std::size_t(j)];
        x[j] = (rows_(i, j) - column.offset) / column.scale - offset[j];
      }
      out[i] =
          -0.5 * (4 * std::log(2 * std::numbers::pi) + log_determinant + x.dot(cholesky.solve(x)));
    }
    out[1] -= std::log(98 + 2);  // the differing constant column
    return out;
  }

  Vector<double> scores(ScoreMethod method, std::uint64_t samples, std::uint64_t seed = 1) {
    RowScores scores(inference(), rows(), {Stream(seed, Purpose::importance)});
    scores.add(samples);
    Vector<double> out(N);
    scores.scores(method, out.data());
    return out;
  }

  Vae<float> network_;
  FeatureScaling scaling_ = scaling();
  Matrix<double> W_, rows_;
  Vector<double> offset_, psi_;
  std::optional<GaussianMixture> prior_;
};

class ExactEncoder : public LinearModel {};
class WrongEncoder : public LinearModel {
 protected:
  WrongEncoder() : LinearModel(0.7) {}
};

TEST_F(ExactEncoder, OneSampleGivesTheLogLikelihoodOfEveryRow) {
  const Vector<double> truth = closed_form(), score = scores(ScoreMethod::likelihood, 1);
  for (Index i = 0; i < N; ++i)
    ASSERT_NEAR(-score[i], truth[i], 2e-5 * (1 + std::abs(truth[i]))) << i;
}

TEST_F(ExactEncoder, TheElboEqualsTheLogLikelihoodOnAverage) {
  EXPECT_NEAR(-scores(ScoreMethod::elbo, 2000).mean(), closed_form().mean(), 0.01);
}

TEST_F(WrongEncoder, TheEstimateRisesToTheLogLikelihoodWithMoreSamples) {
  const double truth = closed_form().mean();
  const double elbo = -scores(ScoreMethod::elbo, 2000).mean();
  double before = elbo;
  for (const std::uint64_t samples : {2, 5, 20, 100}) {
    double estimate = 0;
    for (const std::uint64_t seed : {1, 2, 3, 4})
      estimate -= scores(ScoreMethod::likelihood, samples, seed).mean() / 4;
    EXPECT_GT(estimate, before) << samples << " samples";
    EXPECT_LT(estimate, truth + 0.01) << samples << " samples";
    before = estimate;
  }
  EXPECT_LT(elbo, truth - 0.3);
  const Vector<double> many = -scores(ScoreMethod::likelihood, 20'000);
  EXPECT_NEAR(many.mean(), truth, 0.003);
  EXPECT_LT((many - closed_form()).cwiseAbs().maxCoeff(), 0.1);
}

TEST_F(WrongEncoder, UnderAMixtureTheEstimateTendsToItsLogLikelihoodAndTheElboIsABound) {
  const Vector<double> right{{1.2, -0.5}}, left{{-0.8, 0.4}};
  const Matrix<double> narrow = (Matrix<double>(L, L) << 0.5, 0, 0.3, 0.4).finished();
  const Matrix<double> wide = (Matrix<double>(L, L) << 1.1, 0, -0.2, 0.9).finished();
  prior_.emplace(std::vector<GaussianMixture::Component>{{0.3, right, narrow}, {0.7, left, wide}});
  const Vector<double> of_right = of_component(right, narrow), of_left = of_component(left, wide);
  const Vector<double> truth =
      (0.3 * of_right.array().exp() + 0.7 * of_left.array().exp()).log().matrix();
  const Vector<double> many = -scores(ScoreMethod::likelihood, 20'000);
  EXPECT_NEAR(many.mean(), truth.mean(), 0.005);
  EXPECT_LT((many - truth).cwiseAbs().maxCoeff(), 0.15);
  const Vector<double> few = -scores(ScoreMethod::likelihood, 5);
  const Vector<double> elbo = -scores(ScoreMethod::elbo, 5'000);
  EXPECT_LT(elbo.mean(), few.mean());
  EXPECT_LT(few.mean(), truth.mean());
  EXPECT_LT((elbo - truth).maxCoeff(), 0.05) << "in every row, but for the noise of the draws";
}

TEST_F(ExactEncoder, AMixtureOfOneStandardGaussianIsTheStandardPrior) {
  const auto expected = {scores(ScoreMethod::likelihood, 7), scores(ScoreMethod::elbo, 7)};
  prior_.emplace(std::vector<GaussianMixture::Component>{
      {1, Vector<double>::Zero(L), Matrix<double>::Identity(L, L)}});
  const auto found = {scores(ScoreMethod::likelihood, 7), scores(ScoreMethod::elbo, 7)};
  for (auto a = expected.begin(), b = found.begin(); a != expected.end(); ++a, ++b)
    EXPECT_LT((*a - *b).cwiseAbs().maxCoeff(), 1e-9);
}

TEST_F(WrongEncoder, AScoreDependsNeitherOnTheOtherRowsNorOnHowSamplesAreAdded) {
  for (const bool shared : {false, true}) {
    const Stream stream(3, Purpose::importance);
    RowScores whole(inference(), rows(), {stream, 40, shared});
    whole.add(10);
    Vector<double> expected(N), found(N);
    whole.scores(ScoreMethod::likelihood, expected.data());
    for (Index first = 0; first < N; first += 47) {
      const Index n = std::min<Index>(47, N - first);
      RowScores part(inference(), rows(first, n),
                     {stream, 40 + static_cast<std::uint64_t>(first), shared});
      for (const std::uint64_t samples : {1, 4, 5}) part.add(samples);
      part.scores(ScoreMethod::likelihood, found.data() + first);
    }
    EXPECT_EQ(found, expected);
  }
}

TEST_F(WrongEncoder, WithSharedNoiseAScoreDependsOnlyOnTheRowsValues) {
  rows_.row(17) = rows_.row(3);
  RowScores shared(inference(), rows(), {Stream(1, Purpose::scoring), 0, true});
  shared.add(3);
  Vector<double> score(N);
  shared.scores(ScoreMethod::likelihood, score.data());
  EXPECT_EQ(score[17], score[3]);
}

TEST_F(WrongEncoder, TheFeaturesOfARowAddUpToItsReconstructionScore) {
  const PosteriorDraws::Noise noise{Stream(1, Purpose::scoring), 0, true};
  RowScores of_rows(inference(), rows(), noise);
  FeatureScores of_features(inference(), rows(), noise);
  of_rows.add(20);
  for (const std::uint64_t samples : {13, 7}) of_features.add(samples);
  Vector<double> score(N);
  of_rows.scores(ScoreMethod::reconstruction, score.data());
  Matrix<double> features(N, D);
  of_features.scores(features.data());
  for (Index i = 0; i < N; ++i)
    ASSERT_NEAR(features.row(i).sum(), score[i], 1e-5 * (1 + std::abs(score[i]))) << i;
}

TEST_F(ExactEncoder, ADifferingConstantIsChargedToItsColumnOnly) {
  FeatureScores of_features(inference(), rows(0, 2), {Stream(1, Purpose::scoring), 0, true});
  of_features.add(1);
  Matrix<double> features(2, D);
  of_features.scores(features.data());
  EXPECT_EQ(features(0, 4), 0);
  EXPECT_DOUBLE_EQ(features(1, 4), std::log(100));
}

TEST_F(ExactEncoder, AColumnsUnitsAffectOnlyThatColumn) {
  // The same rows with one column in units ten times smaller: only that column's density is ten
  // times lower.
  const auto score = [&](const FeatureScaling& units, const Matrix<double>& values) {
    FeatureScores of_features({network_, units}, {values.data(), RowKind::float64, N, D},
                              {Stream(1, Purpose::scoring), 0, true});
    of_features.add(5);
    Matrix<double> features(N, D);
    of_features.scores(features.data());
    return features;
  };
  Matrix<double> larger = rows_;
  larger.col(1) *= 10;
  auto columns = std::vector(scaling_.columns().begin(), scaling_.columns().end());
  columns[1] = {-30, 5, false};
  const Matrix<double> change = score({columns, 98}, larger) - score(scaling_, rows_);
  EXPECT_NEAR(change.col(1).mean(), std::log(10), 1e-5);
  EXPECT_LT(change.col(0).cwiseAbs().maxCoeff(), 1e-5);
}

TEST(BernoulliFeatures, AddUpToTheLossOfTheRow) {
  const auto likelihood = make_likelihood<float>(Likelihood::bernoulli, 7);
  Matrix<float> X(2, 7), O(2, 7), features(2, 7);
  X << 0, 1, 0.5, 1, 0, 0.25, 1, 1, 1, 0, 0, 0.75, 0, 1;
  O << -3, 4, 0.2, -1, 2, 0, 30, -80, 1, 0, -2, 0.5, 3, 4;
  Vector<float> counted = Vector<float>::Ones(7);
  counted[4] = 0;
  double losses[2];
  const ConstMatrixView<float> x(X.data(), 2, 7), o(O.data(), 2, 7);
  const Given<float> given = {nullptr, x, {counted.data(), 7}};
  likelihood->row_losses(given, o, losses);
  likelihood->feature_losses(given, o, {features.data(), 2, 7});
  for (Index i = 0; i < 2; ++i) EXPECT_NEAR(features.row(i).sum(), losses[i], 1e-5);
  EXPECT_EQ(features(0, 4), 0);
  EXPECT_NEAR(features(0, 0), std::log1p(std::exp(-3.0)), 1e-6);
  EXPECT_NEAR(features(1, 0), 80, 1e-5);
}

}  // namespace
}  // namespace vae1
