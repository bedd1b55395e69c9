// Makes the cells of rows by an autoregressive decoder: column after column, each from the latents,
// the known cells and those made before.
#pragma once

#include <cmath>
#include <limits>

#include "inference.hpp"

namespace vae1 {

class CellChain {
 public:
  explicit CellChain(const Inference& inference)
      : network_(inference.network),
        normal_(inference.capacity(), inference.network.features()),
        uniform_(normal_.rows(), normal_.cols()) {}

  // Gives row i of the next draw() the numbers (epoch, row) of `stream`; epoch must be even.
  void number(Index i, const Stream& stream, std::uint32_t epoch, std::uint64_t row) {
    const auto width = static_cast<std::size_t>(normal_.cols());
    stream.normal(epoch, row, std::span(&normal_(i, 0), width));
    stream.uniform(epoch + 1, row, std::span(&uniform_(i, 0), width));
  }

  // The network's first n latents, and its known cells -> its input: all cells but conditions.
  void draw(Index n, Known known) {
    const auto& likelihood = network_.likelihood();
    const float* parameters = network_.likelihood_parameters();
    make(n, known, [&](const float* O, Index i, Index j) {
      return likelihood.draw_cell(parameters, O, j, normal_(i, j), uniform_(i, j));
    });
  }
  // The same with the centre of each cell's distribution.
  void centre(Index n) {
    const auto& columns = network_.architecture().columns;
    make(n, Known::nothing, [&](const float* O, Index, Index j) {
      const float mean = network_.likelihood().cell_mean(O, j);
      const bool binary = columns[static_cast<std::size_t>(j)].kind == ColumnKind::binary;
      return binary ? (mean >= 0.5F ? 1.0F : 0.0F) : mean;
    });
  }

 private:
  template <class Cell>
  void make(Index n, Known known, const Cell& cell) {
    auto X = network_.input(n);
    const auto& columns = network_.architecture().columns;
    network_.begin_cells(n, known);
    for (Index j = 0; j < X.cols(); ++j) {
      const auto& column = columns[static_cast<std::size_t>(j)];
      if (column.condition) continue;
      if (known == Known::cells)
        X.col(j) = network_.known(n).col(j);
      else
        X.col(j).setConstant(std::numeric_limits<float>::quiet_NaN());
      if (column.kind == ColumnKind::offset) {
        X.col(j).setZero();
        continue;
      }
      // Its units are needed by later columns, even if all its cells are known.
      const auto O = network_.decode_cell(n, j);
      for (Index i = 0; i < n; ++i)
        if (std::isnan(X(i, j))) X(i, j) = cell(&O(i, 0), i, j);
    }
  }

  Vae<float>& network_;
  Matrix<float> normal_, uniform_;  // capacity x D
};

}  // namespace vae1
