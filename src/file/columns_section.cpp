#include "columns_section.hpp"

namespace vae1 {
namespace {

enum Flag : std::uint8_t { optional = 1, condition = 2, scored = 4 };

}  // namespace

void write_columns(ByteWriter& out, const std::vector<Column>& columns) {
  for (const auto& column : columns) {
    out.put(static_cast<std::uint8_t>(column.kind));
    out.put(static_cast<std::uint8_t>(column.coding));
    out.put(static_cast<std::uint8_t>((column.optional ? optional : 0) |
                                      (column.condition ? condition : 0) |
                                      (column.scored ? scored : 0)));
    out.put(static_cast<std::uint8_t>(column.components.size()));
    out.put(column.levels);
    out.put(column.smallest_variance);
    for (const auto& [weight, mean, deviation] : column.components)
      for (const double x : {weight, mean, deviation}) out.put(x);
  }
}

std::optional<std::vector<Column>> read_columns(ByteReader in, std::uint32_t features) {
  std::vector<Column> columns;
  for (std::uint32_t j = 0; j < features && in.ok(); ++j) {
    auto& column = columns.emplace_back();
    column.kind = ColumnKind{in.get<std::uint8_t>()};
    column.coding = RealCoding{in.get<std::uint8_t>()};
    const auto flags = in.get<std::uint8_t>();
    const auto components = in.get<std::uint8_t>();
    column.levels = in.get<std::int32_t>();
    column.smallest_variance = in.get<double>();
    column.optional = (flags & optional) != 0;
    column.condition = (flags & condition) != 0;
    column.scored = (flags & scored) != 0;
    for (std::uint8_t k = 0; k < components && in.ok(); ++k) {
      auto& component = column.components.emplace_back();
      for (auto* x : {&component.weight, &component.mean, &component.deviation})
        *x = in.get<double>();
    }
    const bool real = column.kind == ColumnKind::real;
    if (!in.ok() || flags > (optional | condition | scored) || !invalid(column).empty() ||
        (!real && components > 0) || components == 1 ||
        (column.coding == RealCoding::mixture) != (components > 0))
      return std::nullopt;
  }
  if (!in.read_exactly() || columns.empty()) return std::nullopt;
  return columns;
}

double largest_columns_size(const std::vector<Column>& columns) {
  constexpr double fixed = 16, component = 24;
  return static_cast<double>(columns.size()) *
         (fixed + component * static_cast<double>(max_components));
}

}  // namespace vae1
