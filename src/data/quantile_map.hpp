// A monotone map of a column's values to numbers u that are standard normal, straight between knots
// and beyond them: x has the u at which the normal distribution reaches x's share of the values
// (van der Waerden scores, 1952). Its inverse gives u ~ N(0, 1) the column's own shape: several
// modes, skew, heavy tails. There are as many knots as values can tell, and one on either side of
// each wide stretch without values. Values that are rounded are spread evenly over what was rounded
// to them.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace vae1 {

class QuantileMap {
 public:
  struct Knot {
    double x = 0;
    double u = 0;
  };

  static constexpr std::size_t most_knots = 129;

  // At least two knots, strictly increasing in both.
  explicit QuantileMap(std::vector<Knot> knots) : knots_(std::move(knots)) {}
  // From values that are not all equal. resolution: the step that they are rounded to, 0 for none.
  static QuantileMap fit(std::vector<double> values, double resolution);

  const std::vector<Knot>& knots() const { return knots_; }
  static bool valid(const std::vector<Knot>& knots);

  double to_model(double x) const;
  double to_user(double u) const;
  // log(dx / du) at x.
  double log_slope(double x) const;

 private:
  // Of the knots between which x (or u) lies, the first.
  template <class Value>
  std::size_t segment(double at, const Value& value) const;

  std::vector<Knot> knots_;
};

}  // namespace vae1
