// Attributes a row's score to its features: -log p(x_j|z) of each feature, averaged over draws from
// the row's posterior, in nats in the user's units. A column's log-scale and a differing constant's
// surprise count for that column, so the features of a row add up to its reconstruction score.
#pragma once

#include "posterior_draws.hpp"

namespace vae1 {

class FeatureScores {
 public:
  FeatureScores(const Inference& inference, const Rows& rows, const PosteriorDraws::Noise& noise)
      : draws_(inference, rows, noise),
        sums_(Matrix<double>::Zero(rows.count, rows.features)),
        user_units_(Matrix<double>::Zero(rows.count, rows.features)),
        losses_(inference.capacity(), rows.features) {
    for (Index i = 0; i < rows.count; ++i)
      inference.scaling.add_to_losses(rows.slice(i, 1), user_units_.row(i).data());
  }

  Index size() const { return sums_.size(); }
  void add(std::uint64_t samples) {
    auto& network = draws_.inference().network;
    draws_.draw(
        samples,
        [&](Index n) {
          network.feature_losses(n, {losses_.data(), n, losses_.cols()});
        },
        [&](Index pair, Index row) { sums_.row(row) += losses_.row(pair).cast<double>(); });
  }
  // Needs at least one sample. out: n x D.
  void scores(double* out) const {
    MatrixView<double>(out, sums_.rows(), sums_.cols()) =
        sums_ / static_cast<double>(draws_.samples()) + user_units_;
  }

 private:
  PosteriorDraws draws_;
  Matrix<double> sums_, user_units_;  // n x D: sums over samples; corrections to user's units
  Matrix<float> losses_;              // of a batch of pairs: capacity x D
};

}  // namespace vae1
