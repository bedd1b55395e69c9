#include "columns_section.hpp"

namespace vae1 {
namespace {

enum Flag : std::uint8_t { optional = 1, condition = 2, scored = 4 };

}  // namespace

void write_columns(ByteWriter& out, const std::vector<Column>& columns,
                   const FeatureScaling& scaling) {
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const auto& column = columns[j];
    const auto& map = scaling.columns()[j].map;
    out.put(static_cast<std::uint8_t>(column.kind));
    out.put(static_cast<std::uint8_t>(column.coding));
    out.put(static_cast<std::uint8_t>((column.optional ? optional : 0) |
                                      (column.condition ? condition : 0) |
                                      (column.scored ? scored : 0)));
    out.put(static_cast<std::uint8_t>(column.components.size()));
    out.put(column.levels);
    out.put(column.resolution);
    out.put(column.smallest_variance);
    out.put(std::uint64_t{map ? map->knots().size() : 0});
    for (const auto& [weight, mean, deviation] : column.components)
      for (const double x : {weight, mean, deviation}) out.put(x);
    if (map)
      for (const auto& [x, u] : map->knots())
        for (const double number : {x, u}) out.put(number);
  }
}

std::optional<std::vector<MappedColumn>> read_columns(ByteReader in, std::uint32_t features) {
  std::vector<MappedColumn> columns;
  for (std::uint32_t j = 0; j < features && in.ok(); ++j) {
    auto& [column, knots] = columns.emplace_back();
    column.kind = ColumnKind{in.get<std::uint8_t>()};
    column.coding = RealCoding{in.get<std::uint8_t>()};
    const auto flags = in.get<std::uint8_t>();
    const auto components = in.get<std::uint8_t>();
    column.levels = in.get<std::int32_t>();
    column.resolution = in.get<double>();
    column.smallest_variance = in.get<double>();
    const auto knot_count = in.get<std::uint64_t>();
    column.optional = (flags & optional) != 0;
    column.condition = (flags & condition) != 0;
    column.scored = (flags & scored) != 0;
    for (std::uint8_t k = 0; k < components && in.ok(); ++k) {
      auto& component = column.components.emplace_back();
      for (auto* x : {&component.weight, &component.mean, &component.deviation})
        *x = in.get<double>();
    }
    for (std::uint64_t k = 0; k < knot_count && in.ok(); ++k) {
      auto& knot = knots.emplace_back();
      for (auto* x : {&knot.x, &knot.u}) *x = in.get<double>();
    }
    const bool real = column.kind == ColumnKind::real;
    if (!in.ok() || flags > (optional | condition | scored) || !invalid(column).empty() ||
        (!real && components + knot_count > 0) || components == 1 ||
        (column.coding == RealCoding::mixture) != (components > 0) ||
        (column.coding == RealCoding::quantile) != (knot_count > 0) ||
        (knot_count > 0 && !QuantileMap::valid(knots)))
      return std::nullopt;
  }
  if (!in.read_exactly() || columns.empty()) return std::nullopt;
  return columns;
}

double largest_columns_size(const std::vector<Column>& columns) {
  constexpr double fixed = 32, component = 24, knot = 16;
  return static_cast<double>(columns.size()) *
         (fixed + component * static_cast<double>(max_components) +
          knot * static_cast<double>(QuantileMap::most_knots));
}

}  // namespace vae1
