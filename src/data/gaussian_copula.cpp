#include "gaussian_copula.hpp"

namespace vae1 {

std::vector<std::size_t> placed_columns(std::span<const Column> columns) {
  std::vector<std::size_t> placed;
  for (std::size_t j = 0; j < columns.size() && placed.size() < most_placed_columns; ++j)
    if (columns[j].kind == ColumnKind::ordinal) placed.push_back(j);
  return placed;
}

}  // namespace vae1
