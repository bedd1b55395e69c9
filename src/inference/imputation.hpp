// Completes rows with gaps: draws the absent cells given the present ones.
//
// Of K draws z_k from a row's posterior, each completion picks one with probability proportional to
// w_k = p(x_observed, z_k) / q(z_k|x) and draws the absent cells there: sampling importance
// resampling, which tends to p(x_absent|x_observed) as K grows. Mattei and Frellsen (2019),
// "MIWAE", arXiv:1812.02633, section 3.3. Every completion picks independently while the draws
// come, so memory does not grow with K.
#pragma once

#include <cstdint>
#include <vector>

#include "cell_draws.hpp"
#include "posterior_draws.hpp"

namespace vae1 {

class Imputation {
 public:
  // rows: n x D in the user's units; the first one has the number `first_row`.
  Imputation(const Inference& inference, const Rows& rows, Index completions, std::uint64_t seed,
             std::uint64_t first_row);
  static double bytes(double n, double features, double latent_dim, double components,
                      double completions) {
    return PosteriorDraws::bytes(n, features, latent_dim, components) +
           4 * n * completions * features + 16 * n * (completions + 1);
  }

  void add(std::uint64_t samples);
  Index size() const { return filled_.size(); }
  // Needs at least one sample. out: completions x n x D, in the user's units.
  void completions(double* out) const;

 private:
  PosteriorDraws draws_;
  CellDraws cells_;
  Index completions_;
  std::uint64_t first_row_;
  Stream choice_, output_;
  std::vector<double> losses_;         // of a batch of pairs
  std::vector<double> largest_, sum_;  // of each row's log-weights: the sum relative to the largest
  Matrix<float> filled_;               // (completions n) x D, in the model's units
};

}  // namespace vae1
