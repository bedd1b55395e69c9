// Where a row's oddness lies: -log p(x_j|z) of each feature, averaged over draws of the row's
// posterior, in nats in the user's units. A column's log-scale, and the surprise of a constant
// column that differs, are its own; so the features of a row add up to its reconstruction score.
#pragma once

#include "posterior_draws.hpp"

namespace vae1 {

class FeatureScores {
 public:
  FeatureScores(const Reading& reading, const Rows& rows, const PosteriorDraws::Noise& noise);

  Index rows() const { return draws_.rows(); }
  void add(std::uint64_t samples);
  // After one sample at least. out: n x D.
  void scores(double* out) const;

 private:
  PosteriorDraws draws_;
  Matrix<double> sums_, user_units_;  // n x D: over the samples; what a loss lacks
  Matrix<float> losses_;              // of a batch of pairs: capacity x D
};

}  // namespace vae1
