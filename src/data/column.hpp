// The columns of a mixed table, as the core knows them. A user's column may be several of these:
// whether its cell is there, which of its spikes it is, and its value where it is none.
//
// A cell is one number: a real column's value, 0 or 1 of a binary one, the level 0 ... levels - 1
// of a categorical one; NaN where it is absent.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "../types.hpp"

namespace vae1 {

// The numbers are those of the model file: append, never renumber.
enum class ColumnKind : std::uint8_t { real = 0, binary = 1, categorical = 2 };
// How a real column's value becomes the model's.
enum class RealCoding : std::uint8_t {
  linear = 0,   // standardised; Gaussian
  mixture = 1,  // standardised; a mixture of Gaussians (marginal_mixture.hpp)
};

// A Gaussian of a real column's mixture, in the model's units.
struct Component {
  double weight = 1;
  double mean = 0;
  double deviation = 1;
};

struct Column {
  ColumnKind kind = ColumnKind::real;
  std::int32_t levels = 0;  // categorical: K >= 2
  bool optional = false;    // the encoder is told whether its cell is there
  bool condition = false;   // given to encoder and decoder, and no part of the likelihood
  bool scored = true;  // part of the likelihood of a row that is read; of training it is always
  RealCoding coding = RealCoding::linear;
  double smallest_variance = 0;  // real: of each Gaussian, as a share of its component's

  // Settled by the training data.
  std::vector<Component> components;  // real; none: the standard normal alone
  // What a cell is without anything known of the row: of each level, or of a 1. The network's
  // biases begin there; nothing else reads them.
  std::vector<double> shares;

  Index gaussians() const { return components.empty() ? 1 : static_cast<Index>(components.size()); }
};

constexpr std::int32_t max_levels = 1 << 20;
constexpr std::size_t max_components = 10;

// What is wrong with a column, or an empty string. The model file is checked with it.
std::string invalid(const Column& column);

// The columns of a matrix of numbers, any of which may be absent.
std::vector<Column> columns_with_gaps(Index features, bool bernoulli);

}  // namespace vae1
