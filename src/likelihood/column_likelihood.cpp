#include "column_likelihood.hpp"

#include "binary_column.hpp"
#include "categorical_column.hpp"
#include "ordinal_column.hpp"
#include "real_column.hpp"

namespace vae1 {

Index outputs_of(const Column& column) {
  if (column.condition) return 0;
  switch (column.kind) {
    case ColumnKind::real:
      return column.gaussians() == 1 ? 1 : 2 * column.gaussians();
    case ColumnKind::binary:
      return 1;
    case ColumnKind::categorical:
      return column.levels;
    case ColumnKind::ordinal:
      return column.levels + OrdinalColumn<float>::tilts;
    case ColumnKind::offset:
      return 0;
  }
  return 0;
}

Index parameters_of(const Column& column) {
  return column.condition || column.kind != ColumnKind::real ? 0 : column.gaussians();
}

template <class T>
std::unique_ptr<ColumnLikelihood<T>> make_column_likelihood(const Column& column) {
  if (column.condition) return nullptr;
  switch (column.kind) {
    case ColumnKind::binary:
      return std::make_unique<BinaryColumn<T>>(column);
    case ColumnKind::categorical:
      return std::make_unique<CategoricalColumn<T>>(column);
    case ColumnKind::ordinal:
      return std::make_unique<OrdinalColumn<T>>(column);
    case ColumnKind::offset:
      return std::make_unique<OffsetColumn<T>>();
    case ColumnKind::real:
      break;
  }
  if (column.gaussians() == 1) return std::make_unique<GaussianColumn<T>>();
  return std::make_unique<MixtureColumn<T>>(column);
}

template std::unique_ptr<ColumnLikelihood<float>> make_column_likelihood(const Column&);
template std::unique_ptr<ColumnLikelihood<double>> make_column_likelihood(const Column&);

}  // namespace vae1
