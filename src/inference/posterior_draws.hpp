// Decodes draws from the posteriors of a block of rows. Each (row, sample) pair goes through the
// decoder once, and memory does not grow with the number of samples.
#pragma once

#include <optional>
#include <vector>

#include "../random/stream.hpp"
#include "../types.hpp"
#include "inference.hpp"

namespace vae1 {

class PosteriorDraws {
 public:
  // The source of the draws' noise. Sample k of the row with number `first_row` + i uses the noise
  // at (k, first_row + i); if the noise is shared, every row uses (k, 0).
  struct Noise {
    Stream stream;
    std::uint64_t first_row = 0;
    bool shared = false;
  };

  // rows: n x D in the user's units; copied.
  PosteriorDraws(const Inference& inference, const Rows& rows, const Noise& noise);

  // The most bytes that n rows take. components: of the prior; 0 for N(0, I).
  static double bytes(double n, double features, double latent_dim, double components) {
    return 4 * n * (features + 2 * latent_dim) + 65536 +
           (components > 0 ? MixtureDensity::bytes(components, latent_dim) : 0);
  }

  Index rows() const { return X_.rows(); }
  std::uint64_t samples() const { return samples_; }  // per row, so far
  ConstMatrixView<float> head() const { return {head_.data(), head_.rows(), head_.cols()}; }

  // Draws `samples` more per row. Calls on_decoded(n) when pairs 0 ... n - 1 are the network's
  // rows, then use(pair, row) for each of them; a row's samples come in order.
  template <class OnDecoded, class Use>
  void draw(std::uint64_t samples, const OnDecoded& on_decoded, const Use& use) {
    const auto n = static_cast<std::uint64_t>(rows());
    const std::uint64_t last = n * samples;
    const auto capacity = static_cast<std::uint64_t>(inference_.capacity());
    for (std::uint64_t first = 0; first < last; first += capacity) {
      const auto pairs = static_cast<Index>(std::min(capacity, last - first));
      first_ = first;
      decode(first, pairs);
      on_decoded(pairs);
      for (Index pair = 0; pair < pairs; ++pair)
        use(pair, static_cast<Index>((first + static_cast<std::uint64_t>(pair)) % n));
    }
    samples_ += samples;
  }
  // Inside use(): which sample of its row a pair is, from 0.
  std::uint64_t sample_of(Index pair) const {
    return samples_ +
           (first_ + static_cast<std::uint64_t>(pair)) / static_cast<std::uint64_t>(rows());
  }
  // log p(z) - log q(z|x) of the pair in the network's row `pair`, p(z) being the model's prior.
  double log_ratio(Index pair, Index row) const;
  // log p(z) - log N(z; 0, I); 0 if that is the prior.
  double log_gain(Index pair) const;

  const Inference& inference() const { return inference_; }

 private:
  // Decodes these pairs, numbered sample by sample from the samples drawn so far.
  void decode(std::uint64_t first, Index pairs);

  Inference inference_;
  Noise noise_;
  Matrix<float> X_, head_, pair_head_;     // n x D, n x 2L, capacity x 2L
  std::uint64_t samples_ = 0, first_ = 0;  // drawn earlier; the batch's first pair
  std::optional<MixtureDensity> prior_;    // none for N(0, I)
  std::vector<double> log_priors_;         // of a batch of pairs
};

}  // namespace vae1
