// log densities of latents under a mixture of Gaussians, many rows at a time: the triangular
// systems F y = z - m are solved for eight rows side by side. Each row's arithmetic is that of a
// single row, so a result depends neither on the other rows nor on the number of threads.
#pragma once

#include <span>
#include <vector>

#include "gaussian_mixture.hpp"

namespace vae1 {

// Rows of latents, transposed: number j of row b is at [j * rows + b]. The rows are whole groups of
// eight; those beyond the last are 0.
class LatentBlock {
 public:
  explicit LatentBlock(Index latent_dim, Index most_rows);

  Index rows() const { return rows_; }
  Index stride() const { return stride_; }  // from one latent dimension to the next
  const double* data() const { return values_.data(); }
  void take(ConstMatrixView<float> latents);  // n x L, n at most most_rows

 private:
  Index latent_dim_, stride_, rows_ = 0;
  std::vector<double> values_;
};

// log w + log N(m; m, C): a component's log density is this minus half of squared_distances().
double log_peak(const GaussianMixture::Component& component);

// (z - m)^T C^-1 (z - m) of the block's rows, in whole groups. out: as many numbers as the block's
// stride; scratch: 8 L.
void squared_distances(const GaussianMixture::Component& component, const LatentBlock& block,
                       double* scratch, double* out);

// log N(z; 0, I).
double log_standard(std::span<const float> z);

// log p(z) of rows. Allocates only when it is made.
class MixtureDensity {
 public:
  // mixture: must outlive it.
  MixtureDensity(const GaussianMixture& mixture, Index latent_dim);
  static double bytes(double components, double latent_dim) {
    return 8 * (block_rows * (components + latent_dim) + 8 * latent_dim + components);
  }

  // latents: n x L. out: n values.
  void log_densities(ConstMatrixView<float> latents, double* out);

 private:
  static constexpr Index block_rows = 64;
  void block_log_densities(ConstMatrixView<float> latents, double* out);

  const GaussianMixture* mixture_;
  LatentBlock block_;
  std::vector<double> log_peaks_;      // K
  std::vector<double> scratch_;        // 8 L
  std::vector<double> log_densities_;  // K x rows of a block
};

}  // namespace vae1
