// Rows of a mixed table, of a trained model. Conditions are n x D, of which only the condition
// columns are read, and come back unchanged; null if there are none.
#pragma once

#include <cstdint>
#include <span>

#include "../data/column.hpp"
#include "cell_draws.hpp"
#include "inference.hpp"

namespace vae1 {

class TableRows {
 public:
  TableRows(const Inference& inference, std::span<const Column> columns)
      : inference_(inference), columns_(columns), cells_(inference.network.features()) {}

  // latents: n x L -> out: n x D, the centres of the columns' distributions.
  void decode(const float* latents, const double* conditions, Index count, double* out) const;
  void reconstruct(const Rows& rows, double* out) const;
  // Draws rows start, start + 1, ... of the stream of `seed`. latents(row, n) sets the network's
  // latents to those of rows row, row + 1, ...
  template <class Latents>
  void generate(std::uint64_t seed, std::uint64_t start, Index count, const Latents& latents,
                const double* conditions, double* out) {
    inference_.in_pieces(count, [&](Index first, Index n) {
      const std::uint64_t row = start + static_cast<std::uint64_t>(first);
      latents(row, n);
      draw(seed, row, n, part(conditions, first), out + first * inference_.network.features());
    });
  }

 private:
  const double* part(const double* conditions, Index first) const {
    return conditions ? conditions + first * inference_.network.features() : nullptr;
  }
  void take_conditions(const double* conditions, Index n) const;
  void copy_conditions(const double* conditions, Index n, double* out) const;
  void centre(Index n, const double* conditions, double* out) const;
  void draw(std::uint64_t seed, std::uint64_t row, Index n, const double* conditions, double* out);

  Inference inference_;
  std::span<const Column> columns_;
  CellDraws cells_;
};

}  // namespace vae1
