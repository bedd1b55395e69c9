// What inference on a trained model works with: its network, whose memory it borrows between two
// training batches, its scaling and its prior. A row's result never depends on how rows are split
// into pieces.
#pragma once

#include <algorithm>

#include "../data/feature_scaling.hpp"
#include "../network/vae.hpp"
#include "../prior/mixture_density.hpp"
#include "../random/stream.hpp"

namespace vae1 {

// Fills the noise of n rows, with number(i) for row i, and their samples. Each sample has its own
// blocks after the previous one's, so that no sample depends on how many there are.
template <class Number>
void fill_noise(Vae<float>& network, Index n, Index samples, const Stream& stream,
                std::uint32_t epoch, const Number& number) {
  const auto blocks = static_cast<std::uint32_t>((network.latent_dim() + 3) / 4);
  for (Index s = 0; s < samples; ++s)
    for (Index row = 0; row < n; ++row)
      stream.normal(epoch, number(row), row_of(network.noise(n, s), row),
                    static_cast<std::uint32_t>(s) * blocks);
}

struct Inference {
  Vae<float>& network;
  const FeatureScaling& scaling;
  const GaussianMixture* prior = nullptr;  // null for N(0, I)

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
  // The same, with each piece as the network's input. rows: in the user's units.
  template <class Use>
  void in_pieces(const Rows& rows, Use&& use) const {
    in_pieces(rows.count, [&](Index first, Index n) {
      scaling.to_model(rows.slice(first, n), network.input(n).data());
      use(first, n);
    });
  }
  // The noise of n rows, of which the first has the number `first`.
  void fill_noise(Index n, const Stream& stream, std::uint64_t first) const {
    vae1::fill_noise(network, n, 1, stream, 0,
                     [=](Index row) { return first + static_cast<std::uint64_t>(row); });
  }
};

}  // namespace vae1
