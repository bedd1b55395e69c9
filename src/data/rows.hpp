// A block of rows as they come from the user: 32-bit floats, doubles, or bytes that stand for
// value / 255.
#pragma once

#include <cmath>
#include <limits>
#include <optional>

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

// Calls `use(pointer)` with the values under their own type.
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

// The number that a stored value stands for.
inline double number(float value) { return static_cast<double>(value); }
inline double number(double value) { return value; }
inline double number(std::uint8_t value) { return value / 255.0; }

// A value that cannot be taken, and where it stands.
struct Fault {
  enum class Kind : std::uint8_t {
    not_finite,
    outside_float_range,    // a double beyond what the answers, 32-bit floats, can hold
    outside_unit_interval,  // Bernoulli data lie in [0, 1]
  } kind;
  std::uint64_t row;
  Index column;
  double value;
};

// What keeps a number from being data of any model.
inline std::optional<Fault::Kind> range_fault(double x) {
  if (!std::isfinite(x)) return Fault::Kind::not_finite;
  if (std::abs(x) > std::numeric_limits<float>::max()) return Fault::Kind::outside_float_range;
  return std::nullopt;
}

}  // namespace vae1
