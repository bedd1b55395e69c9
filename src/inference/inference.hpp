// What inference on a trained model works with: its network, whose memory it borrows between two
// training batches, and its scaling. A row's result never depends on how rows are split into
// pieces.
#pragma once

#include <algorithm>

#include "../data/feature_scaling.hpp"
#include "../network/vae.hpp"

namespace vae1 {

struct Inference {
  Vae<float>& network;
  const FeatureScaling& scaling;

  // The least number of rows handled at a time, enough for efficient matrix products.
  static constexpr Index smallest_capacity = 64;

  Index capacity() const {
    if (network.capacity() < smallest_capacity) network.reserve(smallest_capacity);
    return network.capacity();
  }
  // Calls use(first, n) for consecutive pieces of `rows` rows that fit the workspace.
  template <class Use>
  void in_pieces(Index rows, Use&& use) const {
    const Index piece = capacity();
    for (Index first = 0; first < rows; first += piece) use(first, std::min(piece, rows - first));
  }
};

}  // namespace vae1
