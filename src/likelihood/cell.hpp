// What the likelihoods of one cell share. Scalars use the same functions as everything else, so
// that the bits are equal in every build.
#pragma once

#include <algorithm>
#include <cmath>

#include "../math/elementary.hpp"
#include "../math/packs.hpp"

namespace vae1::cell {

// Not inlined: their polynomials in every likelihood would make the WebAssembly files 6 KB larger.
__attribute__((noinline)) inline float exp(float x) { return math::exp(splat(x))[0]; }
inline double exp(double x) { return std::exp(x); }
__attribute__((noinline)) inline float log(float x) { return math::log(splat(x))[0]; }
inline double log(double x) { return std::log(x); }

template <class T>
constexpr T half_log_2pi = static_cast<T>(0.91893853320467274178);

// ---- Levels, with logits o

template <class T>
Index level(T x, Index levels) {
  return std::clamp<Index>(static_cast<Index>(x), 0, levels - 1);
}

// out = e^(o - largest); out may be o.
template <class T>
__attribute__((noinline)) void exp_below(const T* o, Index count, T largest, T* out) {
  using V = Pack<T>;
  const V shift = math::constant<V>(static_cast<double>(largest));
  for_packs<T>(count, [&](auto at) { at.store(out, math::exp_negative(at.load(o) - shift)); });
}

template <class T>
struct Softmax {
  T largest, sum;
  T log_sum() const { return largest + log(sum); }
};

// out = e^(o - max o); out may be o. Returns {max, sum}.
template <class T>
__attribute__((noinline)) Softmax<T> softmax(const T* o, Index count, T* out) {
  const T largest = *std::max_element(o, o + count);
  exp_below(o, count, largest, out);
  T sum = 0;
  for (Index k = 0; k < count; ++k) sum += out[k];
  return {largest, sum};
}

// A level, and where in its share of [0, 1) a number lies, from 0 to 1.
template <class T>
struct Picked {
  Index level;
  T position;
};

// The level that a number in [0, 1) selects. If the number is uniform, so is the position.
template <class T>
__attribute__((noinline)) Picked<T> pick(const T* o, Index count, T share) {
  const T largest = *std::max_element(o, o + count);
  T sum = 0;
  for (Index k = 0; k < count; ++k) sum += cell::exp(o[k] - largest);
  T left = share * sum;
  for (Index k = 0; k < count; ++k) {
    const T part = cell::exp(o[k] - largest), before = left;
    if ((left -= part) < 0) return {k, before / part};
  }
  return {std::max_element(o, o + count) - o, T(0.5)};  // rounding can lead here
}

// ---- 0, 1 or a probability between, with logit o

template <class T>
auto logistic(T o) {
  return math::Logistic<Pack<T>>(math::constant<Pack<T>>(static_cast<double>(o)));
}
inline float first(Lanes x) { return x[0]; }
inline double first(double x) { return x; }

}  // namespace vae1::cell
