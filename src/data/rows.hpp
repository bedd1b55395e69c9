// A block of rows from the user: 32-bit floats, doubles, or bytes that stand for value / 255.
#pragma once

#include "../types.hpp"

namespace vae1 {

enum class RowKind : std::uint8_t { float32 = 0, float64 = 1, bytes = 2 };

constexpr std::size_t bytes_per_value(RowKind kind) {
  return kind == RowKind::float32 ? 4 : kind == RowKind::float64 ? 8 : 1;
}

struct Rows {
  const void* data;
  RowKind kind;
  Index count;     // n
  Index features;  // D

  Rows slice(Index first, Index n) const {
    const auto offset = static_cast<std::size_t>(first) * static_cast<std::size_t>(features);
    return {static_cast<const char*>(data) + offset * bytes_per_value(kind), kind, n, features};
  }
};

// Calls `use(pointer)` with the values in their own type.
template <class Use>
decltype(auto) with_values(const Rows& rows, Use&& use) {
  switch (rows.kind) {
    case RowKind::float64:
      return use(static_cast<const double*>(rows.data));
    case RowKind::bytes:
      return use(static_cast<const std::uint8_t*>(rows.data));
    case RowKind::float32:
      break;
  }
  return use(static_cast<const float*>(rows.data));
}

// The number that a stored value represents.
inline double number(float value) { return static_cast<double>(value); }
inline double number(double value) { return value; }
inline double number(std::uint8_t value) { return value / 255.0; }

}  // namespace vae1
