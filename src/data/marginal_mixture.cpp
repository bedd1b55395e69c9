#include <algorithm>
#include <cmath>

#include "marginals.hpp"

namespace vae1 {
namespace {

// A component with a smaller share is noise, not a mode, and is merged into the others.
constexpr double smallest_weight = 0.01;
constexpr double smallest_deviation = 0.01;
constexpr int rounds = 100;

// One round of EM.
void update(const std::vector<double>& values, std::vector<Component>& mixture) {
  struct Sums {
    double weight = 0, first = 0, second = 0;
  };
  std::vector<Sums> sums(mixture.size());
  std::vector<double> density(mixture.size());
  for (const double x : values) {
    double total = 0;
    for (std::size_t k = 0; k < mixture.size(); ++k) {
      const auto& [weight, mean, deviation] = mixture[k];
      const double distance = (x - mean) / deviation;
      total += density[k] = weight / deviation * std::exp(-0.5 * distance * distance);
    }
    if (total == 0) continue;
    for (std::size_t k = 0; k < mixture.size(); ++k) {
      const double responsibility = density[k] / total, from_mean = x - mixture[k].mean;
      sums[k].weight += responsibility;
      sums[k].first += responsibility * from_mean;
      sums[k].second += responsibility * from_mean * from_mean;
    }
  }
  const auto n = static_cast<double>(values.size());
  for (std::size_t k = 0; k < mixture.size(); ++k) {
    const auto& [weight, first, second] = sums[k];
    auto& component = mixture[k];
    component.weight = weight / n;
    if (component.weight < smallest_weight) continue;
    const double step = first / weight;
    component.mean += step;
    component.deviation =
        std::max(std::sqrt(std::max(second / weight - step * step, 0.0)), smallest_deviation);
  }
  std::erase_if(mixture, [](const Component& each) { return each.weight < smallest_weight; });
  double total = 0;
  for (const auto& each : mixture) total += each.weight;
  for (auto& each : mixture) each.weight /= total;
}

}  // namespace

std::vector<Component> fit_marginal_mixture(std::vector<double> values) {
  std::make_heap(values.begin(), values.end());
  std::sort_heap(values.begin(), values.end());
  std::vector<Component> mixture;
  // Each component starts on its own part of the sorted values.
  const std::size_t part = std::max<std::size_t>(values.size() / max_components, 1);
  for (std::size_t first = 0; first + part <= values.size() && mixture.size() < max_components;
       first += part) {
    const double low = values[first], high = values[first + part - 1];
    mixture.push_back({1.0 / max_components, values[first + part / 2],
                       std::max(0.5 * (high - low), smallest_deviation)});
  }
  for (int round = 0; round < rounds; ++round) update(values, mixture);
  return mixture;
}

}  // namespace vae1
