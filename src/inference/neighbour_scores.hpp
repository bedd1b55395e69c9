// Scores rows by their distance to the nearest training rows, as the model sees them. A row's code
// is where its posterior lies and what the decoder leaves of it, each in the model's own units:
//
//   c(x) = [ m / d | (x - o(m)) / e^(s/2) ],  m the posterior's mean, d^2 the mean of the training
//   rows' posterior variances, latent by latent, and s the likelihood's log-variances.
//
// So a distance of 1 is one standard deviation of what the encoder can tell apart, or of what the
// decoder cannot explain. The score is half the squared distance to the k-th nearest training row,
// in nats like the exponent of a Gaussian: Ramaswamy, Rastogi, Shim (2000), "Efficient algorithms
// for mining outliers from large data sets", with k = 5. Latents and residuals together, as in
// Zong et al. (2018), "Deep autoencoding Gaussian mixture model".
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "inference.hpp"

namespace vae1 {

// The codes of M reference rows. They belong to the current weights, and are computed once.
struct ReferenceCodes {
  Matrix<float> codes;  // M x (L + D), not yet scaled before all are there
  Vector<float> scale;  // L + D: what a code is divided by
  Index encoded = 0;    // how many are there
  bool complete() const { return encoded > 0 && encoded == codes.rows(); }
};

class NeighbourScores {
 public:
  static constexpr Index neighbours = 5;  // k

  // references: M x D in the model's units, M >= 1. All must outlive this.
  NeighbourScores(const Inference& inference, const Rows& rows, ConstMatrixView<float> references,
                  ReferenceCodes& known);
  // The most bytes that it takes, besides the references' codes.
  static double bytes(double n, double features, double latent_dim) {
    return 4 * n * (features + latent_dim) + n * (8 + 4 * neighbours);
  }

  Index size() const { return codes_.rows(); }
  // Does `units` more units of work, each about as long as one draw for every row. Returns whether
  // all is done.
  bool advance(std::uint64_t units);
  // After that. out: n values.
  void scores(double* out) const;

 private:
  using Nearest = std::array<float, neighbours>;  // squared distances, ascending

  void encode_references(Index n);
  void scale_references();
  void compare(Index n);

  Inference inference_;
  ConstMatrixView<float> references_;
  ReferenceCodes* known_;
  Matrix<float> codes_;  // n x (L + D)
  bool scaled_ = false;
  Index compared_ = 0;  // references
  std::vector<Nearest> nearest_;
  std::vector<double> surprises_;  // of differing constant columns
};

}  // namespace vae1
