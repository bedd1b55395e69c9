// Cosine and sine of |x| <= pi, with an error below 4e-15. std::cos and std::sin include the
// reduction of arbitrary arguments, which would add 3 KB to what a page loads.
#pragma once

#include <numbers>

namespace vae1::math {

// The power series in nested form: 1 - x^2/(1 2) (1 - x^2/(3 4) (1 - ...)).
inline double cosine(double x) {
  double sum = 1;
  for (int k = 30; k > 0; k -= 2) sum = 1 - x * x / (k * (k - 1)) * sum;
  return sum;
}

// 0 <= x <= pi.
inline double sine(double x) { return cosine(x - std::numbers::pi / 2); }

}  // namespace vae1::math
