// A block of rows at draws from their posteriors: each (row, sample) goes through the decoder once,
// and memory does not grow with the number of samples.
#pragma once

#include "../random/stream.hpp"
#include "../types.hpp"
#include "reading.hpp"

namespace vae1 {

class PosteriorDraws {
 public:
  // Where the noise of the draws comes from. Sample k of the row with number `first_row` + i has
  // the noise at (k, first_row + i); where the noise is shared, every row has that at (k, 0).
  struct Noise {
    Stream stream;
    std::uint64_t first_row = 0;
    bool shared = false;
  };

  // rows: n x D in the user's units; they are copied.
  PosteriorDraws(const Reading& reading, const Rows& rows, const Noise& noise);

  // Bytes that n rows take, at the most.
  static double bytes(double n, double features, double latent_dim) {
    return 4 * n * (features + 2 * latent_dim) + 65536;
  }

  Index rows() const { return X_.rows(); }
  std::uint64_t samples() const { return samples_; }  // of each row, so far
  ConstMatrixView<float> head() const { return {head_.data(), head_.rows(), head_.cols()}; }

  // `samples` more of each row: use(pair, row) for every pair, a row's samples in their order,
  // after on_decoded(n), by which the n pairs 0 ... n - 1 are the network's rows.
  template <class OnDecoded, class Use>
  void draw(std::uint64_t samples, const OnDecoded& on_decoded, const Use& use) {
    const auto n = static_cast<std::uint64_t>(rows());
    const std::uint64_t last = n * samples;
    const auto capacity = static_cast<std::uint64_t>(reading_.capacity());
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
  // Of a pair in use(): which of its row's samples it is, counted from 0.
  std::uint64_t sample_of(Index pair) const {
    return samples_ +
           (first_ + static_cast<std::uint64_t>(pair)) / static_cast<std::uint64_t>(rows());
  }
  // log p(z) - log q(z|x) of a pair that is the network's row `pair`.
  double log_ratio(Index pair, Index row) const;

  const Reading& reading() const { return reading_; }

 private:
  // The pairs with these numbers, counted from the samples drawn so far, sample after sample.
  void decode(std::uint64_t first, Index pairs);

  Reading reading_;
  Noise noise_;
  Matrix<float> X_, head_, pair_head_;     // n x D, n x 2L, capacity x 2L
  std::uint64_t samples_ = 0, first_ = 0;  // drawn before; the first pair of the batch
};

}  // namespace vae1
