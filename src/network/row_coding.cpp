#include "row_coding.hpp"

#include <algorithm>
#include <cmath>

#include "../likelihood/cell.hpp"

namespace vae1 {

template <class T>
RowCoding<T>::RowCoding(std::span<const Column> columns) {
  for (const auto& column : columns) {
    Index width = column.kind == ColumnKind::categorical ? column.levels : 1;
    std::vector<Component> components;
    if (column.kind == ColumnKind::real && column.gaussians() > 1) components = column.components;
    width += static_cast<Index>(components.size()) + (column.optional ? 1 : 0);
    cells_.push_back(
        {column.kind, column.optional, column.condition, width, Components<T>(components)});
    inputs_ += width;
    if (column.condition) conditions_ += width;
  }
}

template <class T>
void RowCoding<T>::code(ConstMatrixView<T> X, MatrixView<T> to, bool only_conditions) const {
  for (Index row = 0; row < X.rows(); ++row) {
    T* out = &to(row, 0);
    for (std::size_t j = 0; j < cells_.size(); ++j) {
      const auto& [kind, optional, condition, width, components] = cells_[j];
      if (only_conditions && !condition) continue;
      const T x = X(row, static_cast<Index>(j));
      std::fill_n(out, width, T(0));
      if (!std::isnan(x)) {
        if (optional) out[width - 1] = 1;
        if (kind == ColumnKind::categorical)
          out[cell::level(x, width - (optional ? 1 : 0))] = 1;
        else
          *out = x;
        if (components.count() > 0) components.probabilities(x, out + 1);
      }
      out += width;
    }
  }
}

template class RowCoding<float>;
template class RowCoding<double>;

}  // namespace vae1
