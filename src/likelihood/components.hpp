// The components of a real column's mixture, in the precision of a network.
#pragma once

#include <cmath>
#include <vector>

#include "../data/column.hpp"
#include "cell.hpp"

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

  // out: the probability of each component given x.
  void probabilities(T x, T* out) const {
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const T d = distance(x, k);
      out[k] = cell::log(weights[k]) - log_deviations[k] - T(0.5) * d * d;
    }
    const auto all = cell::softmax(out, count(), out);
    VectorView<T>(out, count()) /= all.sum;
  }

  std::vector<T> weights, means, deviations, log_deviations;
};

}  // namespace vae1
