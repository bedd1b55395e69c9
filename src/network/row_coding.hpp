// What encoder and decoder see of a row. X: n x D, rows in the model's units.
//
// The code of a row, for each column in turn: a real column's value and, with a mixture, the
// probability of each component given the value; a binary column's value; for a categorical column,
// 1 for its level and 0 for the others; an ordinal cell's features (ordinal_code.hpp);
// nothing for an offset. Optional columns, and all columns of an autoregressive decoder, add 1 if
// the cell is present. An absent cell is all 0. Without columns the code is X.
//
// The encoder sees the code of all columns: E, n x inputs. The decoder sees, besides the latents, a
// context, n x context: the code of the conditions; if it is autoregressive, first the code of all
// columns with only the conditions and the known cells present, then that of the modelled columns.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../likelihood/components.hpp"
#include "ordinal_code.hpp"

namespace vae1 {

// Whether any cell of a row is known.
template <class T>
bool any_known(const T* known, Index features) {
  return std::any_of(known, known + features, [](T x) { return !std::isnan(x); });
}

template <class T>
class RowCoding {
 public:
  RowCoding(std::span<const Column> columns, Decoder decoder);

  Index inputs() const { return inputs_; }
  Index context() const { return context_; }
  // Of one column.
  Index width(std::size_t column) const { return cells_[column].width; }

  // known: n x D, NaN for a cell that is not, and for conditions; or null if none is. E is the code
  // of a row's known cells and conditions alone, if it has any known cell.
  void code_inputs(ConstMatrixView<T> X, const T* known, MatrixView<T> E) const;
  // The part of the context for one modelled column's cell of each row, known or not.
  void code_cell(ConstMatrixView<T> X, std::size_t column, MatrixView<T> context,
                 Index offset) const;
  // Cells that are known need not be in X.
  void code_context(ConstMatrixView<T> X, const T* known, MatrixView<T> context) const;

 private:
  struct Cell {
    ColumnKind kind;
    bool presence, condition;
    Index width;
    Index place = 0;           // of its own cell in the context of an autoregressive decoder
    Components<T> components;  // of a mixture, otherwise empty
    OrdinalCode ordinal;       // of an ordinal column, otherwise empty

    T* code(T x, T* out) const;  // returns where the next cell begins
  };

  std::vector<Cell> cells_;
  bool autoregressive_;
  Index inputs_ = 0, context_ = 0;
};

}  // namespace vae1
