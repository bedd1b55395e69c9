#include "feature_scores.hpp"

namespace vae1 {

FeatureScores::FeatureScores(const Inference& inference, const Rows& rows,
                             const PosteriorDraws::Noise& noise)
    : draws_(inference, rows, noise),
      sums_(Matrix<double>::Zero(rows.count, rows.features)),
      user_units_(Matrix<double>::Zero(rows.count, rows.features)),
      losses_(inference.capacity(), rows.features) {
  for (Index i = 0; i < rows.count; ++i)
    inference.scaling.add_to_losses(rows.slice(i, 1), user_units_.row(i).data());
}

void FeatureScores::add(std::uint64_t samples) {
  draws_.draw(
      samples,
      [&](Index n) {
        draws_.inference().network.feature_losses(n, {losses_.data(), n, losses_.cols()});
      },
      [&](Index pair, Index row) { sums_.row(row) += losses_.row(pair).cast<double>(); });
}

void FeatureScores::scores(double* out) const {
  MatrixView<double>(out, sums_.rows(), sums_.cols()) =
      sums_ / static_cast<double>(draws_.samples()) + user_units_;
}

}  // namespace vae1
