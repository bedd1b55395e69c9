// The components of a real column's mixture, in the precision of a network.
#pragma once

#include <cmath>
#include <vector>

#include "../data/column.hpp"

namespace vae1 {

template <class T>
struct Components {
  explicit Components(const std::vector<Component>& components) {
    for (const auto& [weight, mean, deviation] : components) {
      weights.push_back(static_cast<T>(weight));
      means.push_back(static_cast<T>(mean));
      deviations.push_back(static_cast<T>(deviation));
      log_deviations.push_back(static_cast<T>(std::log(deviation)));
    }
  }

  Index count() const { return static_cast<Index>(weights.size()); }
  // x in deviations from the mean of component k, and back.
  T distance(T x, std::size_t k) const { return (x - means[k]) / deviations[k]; }
  T value(std::size_t k, T distance) const { return means[k] + deviations[k] * distance; }

  std::vector<T> weights, means, deviations, log_deviations;
};

}  // namespace vae1
