#include "column.hpp"

#include <cmath>

namespace vae1 {

std::string invalid(const Column& column) {
  if (column.kind > ColumnKind::categorical) return "an unknown kind of column";
  const bool categorical = column.kind == ColumnKind::categorical;
  if (categorical ? column.levels < 2 || column.levels > max_levels : column.levels != 0)
    return "a wrong number of levels";
  if (column.coding > RealCoding::mixture) return "an unknown coding";
  if (!(column.smallest_variance >= 0 && column.smallest_variance < 1))
    return "a smallest variance that is not a number in [0, 1)";
  if (column.components.size() > max_components) return "too many components";
  for (const auto& [weight, mean, deviation] : column.components)
    if (!(weight > 0 && weight <= 1) || !std::isfinite(mean) ||
        !(deviation > 0 && std::isfinite(deviation)))
      return "a component that is not a Gaussian";
  return {};
}

std::vector<Column> columns_with_gaps(Index features, bool bernoulli) {
  Column column;
  column.kind = bernoulli ? ColumnKind::binary : ColumnKind::real;
  column.optional = true;
  column.smallest_variance = VarianceBounds::smallest;
  return std::vector<Column>(static_cast<std::size_t>(features), column);
}

}  // namespace vae1
