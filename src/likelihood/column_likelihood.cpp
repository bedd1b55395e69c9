#include "column_likelihood.hpp"

#include "binary_column.hpp"
#include "categorical_column.hpp"
#include "real_column.hpp"

namespace vae1 {

Index outputs_of(const Column& column) {
  if (column.condition) return 0;
  if (column.kind == ColumnKind::categorical) return column.levels;
  return column.kind == ColumnKind::binary || column.gaussians() == 1 ? 1 : 2 * column.gaussians();
}

Index parameters_of(const Column& column) {
  return column.condition || column.kind != ColumnKind::real ? 0 : column.gaussians();
}

template <class T>
std::unique_ptr<ColumnLikelihood<T>> make_column_likelihood(const Column& column) {
  if (column.condition) return nullptr;
  if (column.kind == ColumnKind::binary) return std::make_unique<BinaryColumn<T>>(column);
  if (column.kind == ColumnKind::categorical) return std::make_unique<CategoricalColumn<T>>(column);
  if (column.gaussians() == 1) return std::make_unique<GaussianColumn<T>>();
  return std::make_unique<MixtureColumn<T>>(column);
}

template std::unique_ptr<ColumnLikelihood<float>> make_column_likelihood(const Column&);
template std::unique_ptr<ColumnLikelihood<double>> make_column_likelihood(const Column&);

}  // namespace vae1
