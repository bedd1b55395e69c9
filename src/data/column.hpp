// The columns of a mixed table, as the core sees them. A user's column may become several of these:
// whether its cell is present, and its value.
//
// A cell is one number: the value of a real column, 0 or 1 of a binary one, the level 0 ... levels
// - 1 of a categorical one; NaN if it is absent. A cell of an ordinal column is a number t in (0,
// levels): floor(t) is its level, and the rest its position within the level. The model knows the
// levels and their order; what lies within a level, and how densely, is the caller's. A cell of an
// offset column is that knowledge: nats to add to the row's -log p(x|z), as the offset of a
// generalised linear model (McCullagh and Nelder 1989, 6.3.2).
#pragma once

#include <cstdint>
#include <vector>

#include "../types.hpp"

namespace vae1 {

// The numbers are those of the model file: append, never renumber.
enum class ColumnKind : std::uint8_t {
  real = 0,
  binary = 1,
  categorical = 2,
  ordinal = 3,
  offset = 4
};
// How a real column's value is represented in the model.
enum class RealCoding : std::uint8_t {
  linear = 0,   // standardised; Gaussian
  mixture = 1,  // standardised; a mixture of Gaussians (marginals.hpp)
};

// Bounds of the variance that a likelihood learns for a Gaussian, in the model's units: relative to
// that of the data, or of a mixture's component. Without the lower one, a column that the model can
// copy exactly would drive the density to infinity.
struct VarianceBounds {
  static constexpr double smallest = 1e-6;
  static constexpr double largest = 1e6;
};

// A Gaussian component of a real column's mixture, in the model's units.
struct Component {
  double weight = 1;
  double mean = 0;
  double deviation = 1;
};

struct Column {
  ColumnKind kind = ColumnKind::real;
  std::int32_t levels = 0;  // categorical and ordinal: K >= 2
  bool optional = false;    // the encoder is told whether the cell is present
  bool condition = false;   // given to encoder and decoder, not part of the likelihood
  bool scored = true;       // part of a row's likelihood at inference; in training it always is
  RealCoding coding = RealCoding::linear;
  // Real: of each Gaussian, relative to its component's. The deviation of a cell cannot fall below
  // a hundredth of the column's: without this bound, densities at a row's own values would grow
  // without limit, outweigh the other columns and memorise rows.
  double smallest_variance = 1e-4;

  // Determined by the training data.
  std::vector<Component> components;  // real; none means the standard normal
  // The marginal probability of each level, or of a 0 and a 1. The initial biases of the network
  // use it, and the coding of an ordinal column.
  std::vector<double> shares;
  // Ordinal: 1 for each level that is a range, whose cells lie at more than one position; else 0.
  std::vector<std::uint8_t> ranges;

  Index gaussians() const { return components.empty() ? 1 : static_cast<Index>(components.size()); }
};

constexpr std::int32_t max_levels = 1 << 20;
// Single precision then has 2^14 positions in the last level.
constexpr std::int32_t max_ordinal_levels = 1 << 10;
// Positions lie between this and 1 less this, so that no rounding moves a cell to another level.
constexpr double position_margin = 1.0 / (1 << 12);
constexpr std::size_t max_components = 10;

}  // namespace vae1
