#include "ordinal_scale.hpp"

#include <cmath>

namespace vae1 {
namespace {

double logistic_quantile(double share) {
  constexpr double deviation = 1.8137993642342178;  // pi / sqrt(3)
  return std::log(share / (1 - share)) / deviation;
}

}  // namespace

OrdinalScale::OrdinalScale(const Column& column) {
  const auto& shares = column.shares;
  if (shares.empty()) return;
  levels_.resize(shares.size());
  double below = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    levels_[k].is_range = k < column.ranges.size() && column.ranges[k] != 0;
    if (k > 0) levels_[k - 1].last = levels_[k].first = logistic_quantile(below);
    below += shares[k];
  }
  auto& lowest = levels_.front();
  auto& highest = levels_.back();
  lowest.first = 2 * logistic_quantile(shares.front() / 2) - lowest.last;
  highest.last = 2 * logistic_quantile(1 - shares.back() / 2) - highest.first;
}

double OrdinalScale::place(double cell) const {
  const auto last = static_cast<double>(levels_.size() - 1);
  const auto level = static_cast<Index>(std::clamp(cell, 0.0, last));
  return levels_[static_cast<std::size_t>(level)].at(position(cell, level));
}

}  // namespace vae1
