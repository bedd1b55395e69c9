// What encoder and decoder see of a row: the encoder E (n x inputs), the decoder, besides the
// latents, the conditions (n x conditions). X: n x D, rows in the model's units.
//
// For each column in turn: a real column's value and, with a mixture, the probability of each
// component given the value; a binary column's value; for a categorical column, 1 for its level and
// 0 for the others. Optional columns add 1 if the cell is present. An absent cell is all 0. Without
// columns E is X.
#pragma once

#include <span>
#include <vector>

#include "../data/column.hpp"
#include "../likelihood/components.hpp"

namespace vae1 {

template <class T>
class RowCoding {
 public:
  explicit RowCoding(std::span<const Column> columns);

  Index inputs() const { return inputs_; }
  Index conditions() const { return conditions_; }
  void code_inputs(ConstMatrixView<T> X, MatrixView<T> E) const { code(X, E, false); }
  void code_conditions(ConstMatrixView<T> X, MatrixView<T> out) const { code(X, out, true); }

 private:
  struct Cell {
    ColumnKind kind;
    bool optional, condition;
    Index width;
    Components<T> components;  // of a mixture, otherwise empty
  };
  void code(ConstMatrixView<T> X, MatrixView<T> out, bool only_conditions) const;

  std::vector<Cell> cells_;
  Index inputs_ = 0, conditions_ = 0;
};

}  // namespace vae1
