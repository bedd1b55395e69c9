// The cosine and the sine of angles up to half a turn: |x| <= pi, to within 4e-15. std::cos and
// std::sin bring a reduction of arguments of any size with them, 3 KB for a page to load.
#pragma once

#include <numbers>

namespace vae1::math {

// The series, its factors nested: 1 - x^2/(1 2) (1 - x^2/(3 4) (1 - ...)).
inline double cosine(double x) {
  double sum = 1;
  for (int k = 30; k > 0; k -= 2) sum = 1 - x * x / (k * (k - 1)) * sum;
  return sum;
}

// 0 <= x <= pi.
inline double sine(double x) { return cosine(x - std::numbers::pi / 2); }

}  // namespace vae1::math
