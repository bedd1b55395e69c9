// Completes rows with gaps by an autoregressive decoder, which is trained to make the other cells
// given any set of cells: draws latents from the posterior given the present cells, and then the
// absent cells, column after column.
#pragma once

#include <cstdint>

#include "cell_chain.hpp"
#include "inference.hpp"

namespace vae1 {

class ChainedImputation {
 public:
  // As for Imputation.
  ChainedImputation(const Inference& inference, const Rows& rows, Index completions,
                    std::uint64_t seed, std::uint64_t first_row);
  static double bytes(double n, double features, double completions) {
    return 4 * n * features * (completions + 1);
  }

  // Makes `completions` more of every row.
  void add(std::uint64_t completions);
  Index size() const { return filled_.size(); }
  // completions x n x D, in the user's units.
  void completions(double* out) const;

 private:
  void complete(Index completion, Index first, Index n);

  Inference inference_;
  CellChain chain_;
  Index completions_, made_ = 0;
  std::uint64_t first_row_;
  Stream latent_, output_;
  Matrix<float> X_, filled_;  // n x D, (completions n) x D, in the model's units
};

}  // namespace vae1
