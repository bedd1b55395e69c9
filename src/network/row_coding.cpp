#include "row_coding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../likelihood/cell.hpp"

namespace vae1 {

template <class T>
RowCoding<T>::RowCoding(std::span<const Column> columns, Decoder decoder)
    : autoregressive_(decoder == Decoder::autoregressive) {
  Index conditions = 0;
  for (const auto& column : columns) {
    OrdinalCode ordinal;
    if (column.kind == ColumnKind::ordinal) ordinal = OrdinalCode(column);
    Index width = column.kind == ColumnKind::categorical ? column.levels
                  : column.kind == ColumnKind::ordinal   ? ordinal.width()
                  : column.kind == ColumnKind::offset    ? 0
                                                         : 1;
    std::vector<Component> components;
    if (column.kind == ColumnKind::real && column.gaussians() > 1) components = column.components;
    const bool presence = width > 0 && (column.optional || autoregressive_);
    width += static_cast<Index>(components.size()) + (presence ? 1 : 0);
    cells_.push_back({column.kind, presence, column.condition, width, 0, Components<T>(components),
                      std::move(ordinal)});
    inputs_ += width;
    if (column.condition) conditions += width;
  }
  context_ = autoregressive_ ? inputs_ : conditions;
  for (auto& cell : cells_)
    if (autoregressive_ && !cell.condition) {
      cell.place = context_;
      context_ += cell.width;
    }
}

template <class T>
T* RowCoding<T>::Cell::code(T x, T* out) const {
  std::fill_n(out, width, T(0));
  if (!std::isnan(x) && width > 0) {
    if (presence) out[width - 1] = 1;
    if (kind == ColumnKind::categorical)
      out[cell::level(x, width - (presence ? 1 : 0))] = 1;
    else if (kind == ColumnKind::ordinal)
      ordinal.write(x, out);
    else
      *out = x;
    if (components.count() > 0) components.probabilities(x, out + 1);
  }
  return out + width;
}

template <class T>
void RowCoding<T>::code_inputs(ConstMatrixView<T> X, const T* known, MatrixView<T> E) const {
  for (Index row = 0; row < X.rows(); ++row) {
    const T* const whole = &X(row, 0);
    const T* cells = whole;
    if (known) {
      if (any_known(known, X.cols())) cells = known;
      known += X.cols();
    }
    T* out = &E(row, 0);
    for (std::size_t j = 0; j < cells_.size(); ++j)
      out = cells_[j].code(cells_[j].condition ? whole[j] : cells[j], out);
  }
}

template <class T>
void RowCoding<T>::code_context(ConstMatrixView<T> X, const T* known, MatrixView<T> context) const {
  constexpr T absent = std::numeric_limits<T>::quiet_NaN();
  for (Index row = 0; row < X.rows(); ++row) {
    const T* const whole = &X(row, 0);
    T* out = &context(row, 0);
    for (std::size_t j = 0; j < cells_.size(); ++j) {
      const T known_cell = known ? known[row * X.cols() + static_cast<Index>(j)] : absent;
      if (cells_[j].condition)
        out = cells_[j].code(whole[j], out);
      else if (autoregressive_)
        out = cells_[j].code(known_cell, out);
    }
    for (std::size_t j = 0; autoregressive_ && j < cells_.size(); ++j) {
      const T known_cell = known ? known[row * X.cols() + static_cast<Index>(j)] : absent;
      if (!cells_[j].condition)
        out = cells_[j].code(std::isnan(whole[j]) ? known_cell : whole[j], out);
    }
  }
}

template <class T>
void RowCoding<T>::code_cell(ConstMatrixView<T> X, std::size_t column, MatrixView<T> context,
                             Index offset) const {
  const auto& cell = cells_[column];
  for (Index row = 0; row < X.rows(); ++row)
    cell.code(X(row, static_cast<Index>(column)), &context(row, offset + cell.place));
}

template class RowCoding<float>;
template class RowCoding<double>;

}  // namespace vae1
