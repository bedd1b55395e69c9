// An invalid value and its position.
#pragma once

#include <cmath>
#include <limits>
#include <optional>

#include "../config.hpp"
#include "rows.hpp"

namespace vae1 {

struct Fault {
  enum class Kind : std::uint8_t {
    not_finite,
    outside_float_range,    // a double beyond the range of the results, 32-bit floats
    outside_unit_interval,  // Bernoulli data lie in [0, 1]
  } kind;
  std::uint64_t row;
  Index column;
  double value;
  bool held_out = false;  // whether `row` counts separate held-out rows
};

// Why a number cannot be data of any model.
inline std::optional<Fault::Kind> range_fault(double x) {
  if (!std::isfinite(x)) return Fault::Kind::not_finite;
  if (std::abs(x) > std::numeric_limits<float>::max()) return Fault::Kind::outside_float_range;
  return std::nullopt;
}

// The first value that a model with this likelihood cannot take. gaps: whether it accepts NaN.
std::optional<Fault> fault_in(const Rows& rows, Likelihood likelihood, bool gaps);

}  // namespace vae1
