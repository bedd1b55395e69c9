#include "quantile_map.hpp"

#include <algorithm>
#include <cmath>

#include "../math/elementary.hpp"

namespace vae1 {
namespace {

// In single precision: the library's erfc() is more for a page to load, and knots need no more.
double normal_share(double u) {
  return static_cast<double>(math::normal(splat(static_cast<float>(u))).cumulative[0]);
}

// Where that is p, by bisection: it is asked for once a column.
double normal_quantile(double p) {
  double low = -6, high = 6;
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (normal_share(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

// Equal values, spread evenly over the step that they were rounded to. values: sorted.
void spread(std::vector<double>& values, double resolution) {
  for (std::size_t first = 0, end = 0; first < values.size(); first = end) {
    const double value = values[first];
    while (end < values.size() && values[end] == value) ++end;
    const auto count = static_cast<double>(end - first);
    for (std::size_t i = first; i < end; ++i)
      values[i] += resolution * ((static_cast<double>(i - first) + 0.5) / count - 0.5);
  }
}

double quantile(const std::vector<double>& sorted, double p) {
  const double place = std::clamp(p * static_cast<double>(sorted.size()) - 0.5, 0.0,
                                  static_cast<double>(sorted.size() - 1));
  const auto below = static_cast<std::size_t>(place);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

QuantileMap QuantileMap::fit(std::vector<double> values, double resolution) {
  // By a heap: the sort of the library is 2 KB more for a page to load.
  std::make_heap(values.begin(), values.end());
  std::sort_heap(values.begin(), values.end());
  spread(values, resolution);
  const auto n = static_cast<double>(values.size());
  const double end = -normal_quantile(0.5 / n);
  // Few enough that each segment's density is that of some values.
  constexpr double fewest = 9, most = 65;
  const auto intervals = static_cast<int>(std::clamp(std::floor(std::sqrt(n)), fewest, most)) - 1;
  // A stretch without values must not share a segment with values.
  const double wide = 0.02 * (quantile(values, 0.99) - quantile(values, 0.01));
  // Closer knots would make a density that single precision cannot tell from a spike.
  const double closest = 1e-7 * (values.back() - values.front());
  std::vector<Knot> knots = {{values.front(), -end}};
  const auto add = [&](double x, double u) {
    const auto& last = knots.back();
    if (x - last.x > closest && u > last.u && values.back() - x > closest && u < end &&
        knots.size() + 1 < most_knots)
      knots.push_back({x, u});
  };
  int next = 1;  // on the grid
  const auto grid = [&](int i) { return end * (2.0 * i / intervals - 1); };
  const auto add_grid_below = [&](double limit) {
    for (; next < intervals && grid(next) < limit; ++next)
      add(quantile(values, normal_share(grid(next))), grid(next));
  };
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (!(values[i] - values[i - 1] > wide)) continue;
    const double before = normal_quantile((static_cast<double>(i) - 0.5) / n);
    const double after = normal_quantile((static_cast<double>(i) + 0.5) / n);
    add_grid_below(before);
    add(values[i - 1], before);
    while (next < intervals && grid(next) <= after) ++next;
    add(values[i], after);
  }
  add_grid_below(end);
  knots.push_back({values.back(), end});
  return QuantileMap(std::move(knots));
}

bool QuantileMap::valid(const std::vector<Knot>& knots) {
  for (std::size_t i = 0; i < knots.size(); ++i) {
    if (!std::isfinite(knots[i].x) || !std::isfinite(knots[i].u)) return false;
    if (i > 0 && !(knots[i].x > knots[i - 1].x && knots[i].u > knots[i - 1].u)) return false;
  }
  return knots.size() >= 2;
}

template <class Value>
std::size_t QuantileMap::segment(double at, const Value& value) const {
  const auto inner = std::upper_bound(knots_.begin() + 1, knots_.end() - 1, at,
                                      [&](double x, const Knot& knot) { return x < value(knot); });
  return static_cast<std::size_t>(inner - knots_.begin()) - 1;
}

double QuantileMap::to_model(double x) const {
  const auto i = segment(x, [](const Knot& knot) { return knot.x; });
  const auto &a = knots_[i], &b = knots_[i + 1];
  return a.u + (x - a.x) * ((b.u - a.u) / (b.x - a.x));
}

double QuantileMap::to_user(double u) const {
  const auto i = segment(u, [](const Knot& knot) { return knot.u; });
  const auto &a = knots_[i], &b = knots_[i + 1];
  return a.x + (u - a.u) * ((b.x - a.x) / (b.u - a.u));
}

double QuantileMap::log_slope(double x) const {
  const auto i = segment(x, [](const Knot& knot) { return knot.x; });
  const auto &a = knots_[i], &b = knots_[i + 1];
  return std::log((b.x - a.x) / (b.u - a.u));
}

}  // namespace vae1
