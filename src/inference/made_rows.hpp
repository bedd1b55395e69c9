// Rows that the decoder makes of latents, in the user's units.
#pragma once

#include <optional>
#include <span>

#include "../data/column.hpp"
#include "cell_draws.hpp"
#include "inference.hpp"

namespace vae1 {

class MadeRows {
 public:
  // columns: of a mixed table, otherwise empty.
  MadeRows(const Inference& inference, std::span<const Column> columns)
      : inference_(inference), columns_(columns), cells_(inference.network.features()) {}

  // The draws of rows `first`, first + 1, ... of a stream.
  struct Draws {
    Stream stream;
    std::uint64_t first;
  };

  // The network's first n latents -> out: n x D, draws from the likelihood, or else its centres.
  // conditions: of a mixed table, n x D, of which only the condition columns are read and come back
  // unchanged; null if there are none.
  template <class T>
  void make(Index n, const std::optional<Draws>& draws, const double* conditions, T* out) {
    take_conditions(conditions, n);
    Matrix<float> values(n, inference_.network.features());
    fill(draws, values);
    inference_.scaling.to_user(values.data(), n, out);
    // Single precision would change them.
    for (Index i = 0; conditions != nullptr && i < n; ++i)
      for (const auto& column : columns_) {
        if (column.condition) *out = static_cast<T>(*conditions);
        ++out;
        ++conditions;
      }
  }

 private:
  void take_conditions(const double* conditions, Index n) const;
  void fill(const std::optional<Draws>& draws, Matrix<float>& values);

  Inference inference_;
  std::span<const Column> columns_;
  CellDraws cells_;
};

}  // namespace vae1
