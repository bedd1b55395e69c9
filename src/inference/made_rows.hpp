// Rows that the decoder makes of latents, in the user's units.
#pragma once

#include <cmath>
#include <optional>
#include <span>

#include "../data/column.hpp"
#include "cell_chain.hpp"
#include "cell_draws.hpp"
#include "inference.hpp"

namespace vae1 {

// What of the rows fixed beforehand is kept: the conditions, or, with an autoregressive decoder,
// all cells that are not NaN, given which the others are made.
enum class Keeps : std::uint8_t { conditions, cells };

class MadeRows {
 public:
  // columns: of a mixed table, otherwise empty.
  MadeRows(const Inference& inference, std::span<const Column> columns, Keeps keeps)
      : inference_(inference),
        columns_(columns),
        keeps_(inference.network.knows_cells() ? keeps : Keeps::conditions),
        cells_(inference.network.features()) {
    if (inference.network.knows_cells()) chain_.emplace(inference);
  }

  // The draws of rows `first`, first + 1, ... of a stream.
  struct Draws {
    Stream stream;
    std::uint64_t first;
  };

  // Gives the network what is kept of n rows, before their latents. fixed: n x D, in the user's
  // units; null if nothing is fixed.
  void take(const double* fixed, Index n) const;
  // The network's first n latents -> out: n x D, draws from the likelihood, or else its centres.
  // What is kept comes back unchanged.
  template <class T>
  void make(Index n, const std::optional<Draws>& draws, const double* fixed, T* out) {
    Matrix<float> values(n, inference_.network.features());
    fill(draws, values);
    inference_.scaling.to_user(values.data(), n, out);
    // Single precision would change them.
    for (Index i = 0; fixed != nullptr && i < n; ++i)
      for (const auto& column : columns_) {
        if (column.condition || (keeps_ == Keeps::cells && !std::isnan(*fixed)))
          *out = static_cast<T>(*fixed);
        ++out;
        ++fixed;
      }
  }

 private:
  void fill(const std::optional<Draws>& draws, Matrix<float>& values);

  Inference inference_;
  std::span<const Column> columns_;
  Keeps keeps_;
  CellDraws cells_;                 // of an independent decoder
  std::optional<CellChain> chain_;  // of an autoregressive one
};

}  // namespace vae1
