// The scale on which the cells of an ordinal column lie, so that neighbours are near each other and
// the column is bell-shaped.
//
// Between two levels lies the quantile of the logistic distribution of unit variance at the share
// of the cells below: for a bell-shaped column about its standardised value. Within a level the
// scale is linear. The outermost levels end as far from the quantile at half of their share as they
// begin.
#pragma once

#include <algorithm>
#include <vector>

#include "column.hpp"

namespace vae1 {

class OrdinalScale {
 public:
  struct Level {
    double first, last;  // its ends
    bool is_range;       // whether its cells lie at more than one position

    double middle() const { return (first + last) / 2; }
    double at(double position) const { return first + position * (last - first); }
  };

  // No levels without the column's shares.
  explicit OrdinalScale(const Column& column);

  const std::vector<Level>& levels() const { return levels_; }

  double place(double cell) const;  // of a cell

  // Where within its level a cell is, from 0 to 1: between the margins of column.hpp.
  static double position(double cell, Index level) {
    const double within = cell - static_cast<double>(level) - position_margin;
    return std::clamp(within / (1 - 2 * position_margin), 0.0, 1.0);
  }

 private:
  std::vector<Level> levels_;
};

}  // namespace vae1
