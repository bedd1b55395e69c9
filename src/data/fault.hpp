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
    not_8_bit,  // those of a discretized logistic are bytes, or k / 255 for k = 0 ... 255
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

// Whether a number is k / 255, rounded as a 32-bit float or more finely.
inline bool is_8_bit(double x) {
  const double level = 255 * x;
  return level > -0.5 && level < 255.5 && std::abs(level - std::round(level)) < 1e-4;
}

// Why a number cannot be data of a model with this likelihood.
inline std::optional<Fault::Kind> likelihood_fault(double x, Likelihood likelihood) {
  const bool bernoulli = likelihood == Likelihood::bernoulli;
  if (bernoulli && (x < 0 || x > 1)) return Fault::Kind::outside_unit_interval;
  const bool levels = likelihood == Likelihood::discretized_logistic;
  if (levels && !is_8_bit(x)) return Fault::Kind::not_8_bit;
  return std::nullopt;
}

// The first value that a model with this likelihood cannot take. gaps: whether it accepts NaN.
inline std::optional<Fault> fault_in(const Rows& rows, Likelihood likelihood, bool gaps) {
  return with_values(rows, [&](const auto* values) -> std::optional<Fault> {
    for (Index row = 0; row < rows.count; ++row)
      for (Index column = 0; column < rows.features; ++column) {
        const double x = number(*values++);
        if (gaps && std::isnan(x)) continue;
        auto kind = range_fault(x);
        if (!kind) kind = likelihood_fault(x, likelihood);
        if (kind) return Fault{*kind, static_cast<std::uint64_t>(row), column, x};
      }
    return std::nullopt;
  });
}

}  // namespace vae1
