#include "row_coding.hpp"

#include <algorithm>
#include <cmath>

#include "../likelihood/cell.hpp"

namespace vae1 {
namespace {

bool has_components(const Column& column) {
  return column.kind == ColumnKind::real && column.gaussians() > 1;
}

Index coded_width(const Column& column) {
  const Index value = column.kind == ColumnKind::categorical ? column.levels
                      : has_components(column)               ? 1 + column.gaussians()
                                                             : 1;
  return value + (column.optional ? 1 : 0);
}

// The probability of each component given x.
template <class T>
void component_probabilities(const Components<T>& components, T x, T* out) {
  for (std::size_t k = 0; k < components.weights.size(); ++k) {
    const T distance = components.distance(x, k);
    out[k] = cell::log(components.weights[k]) - components.log_deviations[k] -
             T(0.5) * distance * distance;
  }
  const auto all = cell::softmax(out, components.count(), out);
  VectorView<T>(out, components.count()) /= all.sum;
}

}  // namespace

CodingWidths coding_widths(double features, std::span<const Column> columns) {
  if (columns.empty()) return {features, 0};
  CodingWidths widths;
  for (const auto& column : columns) {
    const auto width = static_cast<double>(coded_width(column));
    widths.inputs += width;
    if (column.condition) widths.conditions += width;
  }
  return widths;
}

template <class T>
RowCoding<T>::RowCoding(std::span<const Column> columns) {
  for (const auto& column : columns)
    cells_.push_back(
        {column.kind, column.optional, column.condition, coded_width(column),
         Components<T>(has_components(column) ? column.components : std::vector<Component>())});
}

template <class T>
void RowCoding<T>::code(ConstMatrixView<T> X, MatrixView<T> to, bool conditions) const {
  for (Index row = 0; row < X.rows(); ++row) {
    T* out = &to(row, 0);
    for (std::size_t j = 0; j < cells_.size(); ++j) {
      const auto& [kind, optional, condition, width, components] = cells_[j];
      if (conditions && !condition) continue;
      const T x = X(row, static_cast<Index>(j));
      std::fill_n(out, width, T(0));
      if (!std::isnan(x)) {
        if (optional) out[width - 1] = 1;
        if (kind == ColumnKind::categorical)
          out[cell::level(x, width - (optional ? 1 : 0))] = 1;
        else
          *out = x;
        if (components.count() > 0) component_probabilities(components, x, out + 1);
      }
      out += width;
    }
  }
}

template class RowCoding<float>;
template class RowCoding<double>;

}  // namespace vae1
