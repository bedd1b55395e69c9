// What the calls that read a trained model work on: its network, whose memory they borrow between
// two batches of a training, and its scaling. A row's result never depends on how the rows fall
// into pieces.
#pragma once

#include <algorithm>

#include "../data/feature_scaling.hpp"
#include "../network/vae.hpp"

namespace vae1 {

struct Reading {
  Vae<float>& network;
  const FeatureScaling& scaling;

  // Rows that a read handles at a time, at least: enough for the matrix products to be efficient.
  static constexpr Index smallest_capacity = 64;

  Index capacity() const {
    if (network.capacity() < smallest_capacity) network.reserve(smallest_capacity);
    return network.capacity();
  }
  // use(first, n) for consecutive pieces of `rows` rows that fit the workspace.
  template <class Use>
  void in_pieces(Index rows, Use&& use) const {
    const Index piece = capacity();
    for (Index first = 0; first < rows; first += piece) use(first, std::min(piece, rows - first));
  }
};

}  // namespace vae1
