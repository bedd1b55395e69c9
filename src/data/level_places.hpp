// Where the levels of an ordinal column lie on a common scale.
#pragma once

#include <cmath>
#include <vector>

namespace vae1 {

// For each level, the quantile of the logistic distribution of unit variance at c, the share of the
// cells below the level and half of those in it: for a bell-shaped column about its standardised
// value.
inline std::vector<double> level_places(const std::vector<double>& shares) {
  constexpr double deviation = 1.8137993642342178;  // pi / sqrt(3)
  std::vector<double> places;
  places.reserve(shares.size());
  double below = 0;
  for (const double share : shares) {
    const double middle = below + share / 2;
    places.push_back(std::log(middle / (1 - middle)) / deviation);
    below += share;
  }
  return places;
}

}  // namespace vae1
