// Completions of rows with gaps: draws of the absent cells given those that are there.
//
// Of K draws z_k of a row's posterior, each completion takes one with a probability in proportion
// to w_k = p(x_observed, z_k) / q(z_k|x), and draws the absent cells at it: sampling importance
// resampling, which tends to p(x_absent|x_observed) with K. Mattei and Frellsen (2019), "MIWAE",
// arXiv:1812.02633, section 3.3. Every completion chooses for itself, as the draws come: memory
// does not grow with K.
#pragma once

#include <cstdint>
#include <vector>

#include "cell_draws.hpp"
#include "posterior_draws.hpp"

namespace vae1 {

class Imputation {
 public:
  // rows: n x D in the user's units, the first of them with the number `first_row`.
  Imputation(const Reading& reading, const Rows& rows, Index completions, std::uint64_t seed,
             std::uint64_t first_row);
  static double bytes(double n, double features, double latent_dim, double completions) {
    return PosteriorDraws::bytes(n, features, latent_dim) + 4 * n * completions * features +
           16 * n * (completions + 1);
  }

  void add(std::uint64_t samples);
  Index size() const { return filled_.size(); }
  // After one sample at least. out: completions x n x D, in the user's units.
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
