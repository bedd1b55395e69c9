// Loops over arrays, a pack at a time: four floats in Lanes, or one double. The result for an
// element does not depend on its position, so a range may be split anywhere.
#pragma once

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "../types.hpp"
#include "lanes.hpp"

namespace vae1 {

template <class T>
using Pack = std::conditional_t<std::is_same_v<T, float>, Lanes, double>;

inline double sum(double value) { return value; }
inline double square_root(double value) { return std::sqrt(value); }

// The elements first ... first + 3 of arrays, or one element for double.
struct WholePack {
  Index first;

  Lanes load(const float* from) const { return vae1::load(from + first); }
  double load(const double* from) const { return from[first]; }
  void store(float* to, Lanes value) const { vae1::store(to + first, value); }
  void store(double* to, double value) const { to[first] = value; }
};

// The last `count` < 4 elements; the other lanes hold 0.
struct PartPack {
  Index first, count;

  Lanes load(const float* from) const {
    float four[4] = {};
    std::copy_n(from + first, count, four);
    return vae1::load(four);
  }
  void store(float* to, Lanes value) const {
    float four[4];
    vae1::store(four, value);
    std::copy_n(four, count, to + first);
  }
};

// Calls use(pack) for elements 0 ... count - 1.
template <class T, class Use>
inline void for_packs(Index count, const Use& use) {
  constexpr Index width = sizeof(Pack<T>) / sizeof(T);
  Index first = 0;
  for (; first + width <= count; first += width) use(WholePack{first});
  if constexpr (width > 1)
    if (first < count) use(PartPack{first, count - first});
}

template <class T>
__attribute__((noinline)) double sum_of_squares(const T* values, Index count) {
  Pack<T> squares{};
  for_packs<T>(count, [&](auto at) {
    const auto x = at.load(values);
    squares += x * x;
  });
  return static_cast<double>(sum(squares));
}

}  // namespace vae1
