// The section of the model file for the columns of a mixed table (docs/model-file.md, COLS).
// Reading returns nothing for invalid content, and allocates nothing for missing numbers.
#pragma once

#include <optional>
#include <vector>

#include "../bytes/byte_reader.hpp"
#include "../bytes/byte_writer.hpp"
#include "../data/column.hpp"

namespace vae1 {

void write_columns(ByteWriter& out, const std::vector<Column>& columns);
std::optional<std::vector<Column>> read_columns(ByteReader in, std::uint32_t features);
double largest_columns_size(const std::vector<Column>& columns);

}  // namespace vae1
