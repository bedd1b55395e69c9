// The scale on which the cells of an ordinal column lie, so that neighbours are near each other and
// the column is bell-shaped.
//
// Between two levels lies the quantile of the logistic distribution of unit variance at the share
// of the cells below: for a bell-shaped column about its standardised value. Within a level the
// scale is linear. The outermost levels end as far from the quantile at half of their share as they
// begin.
#pragma once

#include <algorithm>
#include <cmath>
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
  explicit OrdinalScale(const Column& column) {
    const auto& shares = column.shares;
    if (shares.empty()) return;
    levels_.resize(shares.size());
    double below = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      levels_[k].is_range = k < column.ranges.size() && column.ranges[k] != 0;
      if (k > 0) levels_[k - 1].last = levels_[k].first = quantile(below);
      below += shares[k];
    }
    auto& lowest = levels_.front();
    auto& highest = levels_.back();
    lowest.first = 2 * quantile(shares.front() / 2) - lowest.last;
    highest.last = 2 * quantile(1 - shares.back() / 2) - highest.first;
  }

  const std::vector<Level>& levels() const { return levels_; }

  // Where within its level a cell is, from 0 to 1: between the margins of column.hpp.
  static double position(double cell, Index level) {
    const double within = cell - static_cast<double>(level) - position_margin;
    return std::clamp(within / (1 - 2 * position_margin), 0.0, 1.0);
  }

 private:
  static double quantile(double share) {
    constexpr double deviation = 1.8137993642342178;  // pi / sqrt(3)
    return std::log(share / (1 - share)) / deviation;
  }

  std::vector<Level> levels_;
};

}  // namespace vae1
