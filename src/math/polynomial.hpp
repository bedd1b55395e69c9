// c[0] + c[1] x + c[2] x^2 + ... by Estrin's scheme: it combines neighbours in pairs, which gives
// the machine independent work where Horner's scheme would make it wait. The order of
// multiplications and additions is fixed.
//
// Tried: reading coefficients from memory instead of using constants in the code, which V8 builds
// in three instructions each. A Bernoulli's gradient took 1.06 times as long.
#pragma once

#include <cstddef>

#include "lanes.hpp"

namespace vae1::math {

template <std::size_t N>
inline Lanes polynomial(Lanes x, const Lanes (&c)[N]) {
  if constexpr (N == 1) {
    return c[0];
  } else {
    Lanes pairs[(N + 1) / 2];
    for (std::size_t i = 0; i < N / 2; ++i) pairs[i] = c[2 * i] + x * c[2 * i + 1];
    if constexpr (N % 2 == 1) pairs[N / 2] = c[N - 1];
    return polynomial(x * x, pairs);
  }
}

template <std::size_t N>
inline Lanes polynomial(Lanes x, const float (&c)[N]) {
  Lanes lanes[N];
  for (std::size_t i = 0; i < N; ++i) lanes[i] = splat(c[i]);
  return polynomial(x, lanes);
}

}  // namespace vae1::math
