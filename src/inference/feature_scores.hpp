// Attributes a row's score to its features: -log p(x_j|z) of each feature, averaged over draws from
// the row's posterior, in nats in the user's units. A column's log-scale and a differing constant's
// surprise count for that column, so the features of a row add up to its reconstruction score.
#pragma once

#include "posterior_draws.hpp"

namespace vae1 {

class FeatureScores {
 public:
  FeatureScores(const Inference& inference, const Rows& rows, const PosteriorDraws::Noise& noise);

  Index size() const { return sums_.size(); }
  void add(std::uint64_t samples);
  // Needs at least one sample. out: n x D.
  void scores(double* out) const;

 private:
  PosteriorDraws draws_;
  Matrix<double> sums_, user_units_;  // n x D: sums over samples; corrections to user's units
  Matrix<float> losses_;              // of a batch of pairs: capacity x D
};

}  // namespace vae1
