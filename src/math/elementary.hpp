// The elementary functions that the model needs. For Lanes they are our own, for double the C++
// library's, so that a formula is written once and its double version is the reference.
//
// The Lanes versions use only IEEE multiplication, addition and division and the bits of a float,
// never multiply_add, so equal arguments give equal bits in every lane, build and engine. Comments
// state the largest error in units of the last place over all floats (tests/cpp/math_test.cpp). NaN
// gives NaN; a result below 2^-126, the smallest normal float, may be 0.
//
// The polynomials minimise the largest relative error; minimax.py computes them and prints the
// lines used here. The argument reductions are the classical ones: Cody and Waite (1980), "Software
// Manual for the Elementary Functions"; Muller, "Elementary Functions".
#pragma once

#include <cmath>
#include <limits>
#include <numbers>

#include "lanes.hpp"
#include "polynomial.hpp"

namespace vae1::math {

inline IntLanes bits(Lanes x) { return reinterpret_cast<IntLanes>(x); }
inline Lanes from_bits(IntLanes x) { return reinterpret_cast<Lanes>(x); }
// Unsigned views of the bits, for arithmetic that may wrap around.
inline WordLanes words(Lanes x) { return reinterpret_cast<WordLanes>(x); }
inline Lanes from_words(WordLanes x) { return reinterpret_cast<Lanes>(x); }
inline IntLanes splat_bits(std::int32_t x) { return IntLanes{x, x, x, x}; }

// log 2 as the sum of two floats. The first has few enough bits that its product with an exponent
// is exact.
constexpr float ln2_high = 0x1.63p-1F;
constexpr float ln2_low = static_cast<float>(std::numbers::ln2 - 0x1.63p-1);

template <class V>
inline V constant(double value);
template <>
inline Lanes constant(double value) {
  return splat(static_cast<float>(value));
}
template <>
inline double constant(double value) {
  return value;
}

// ---- Absolute value, positive part

inline Lanes abs(Lanes x) { return from_bits(bits(x) & splat_bits(0x7FFFFFFF)); }
inline double abs(double x) { return std::abs(x); }

// max(x, 0), NaN for NaN.
template <class V>
inline V positive_part(V x) {
  return x < V{} ? V{} : x;
}

// ---- Exponential

// e^x = 2^n (1 + fraction) for |x| < 88.8. shift: n, in the exponent bits of a float.
struct SplitExp {
  WordLanes shift;
  Lanes fraction;
};

inline SplitExp split_exp(Lanes x) {
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the lowest bits.
  const Lanes rounder = splat(0x1.8p23F);
  const Lanes rounded = x * splat(std::numbers::log2e_v<float>) + rounder;
  const Lanes n = rounded - rounder;
  const Lanes r = (x - n * splat(ln2_high)) - n * splat(ln2_low);
  // e^r = 1 + r + r^2 P(r)
  constexpr float P[] = {0x1.fffffcp-2F, 0x1.55549p-3F, 0x1.5558e2p-5F, 0x1.123a34p-7F,
                         0x1.6a33cap-10F};
  return {words(rounded) << 23, r + (r * r) * polynomial(r, P)};
}

// NaN for NaN, 0 for x < log 2^-126; valid for x up to log 2^128.
inline Lanes join_exp(Lanes x, const SplitExp& split) {
  const Lanes y = from_words(words(splat(1) + split.fraction) + split.shift);
  return from_bits((bits(y) & ~(x < splat(-0x1.5d589ep6F))) | (x != x));
}

// e^x for x <= 0: 1.1 ulp.
inline Lanes exp_negative(Lanes x) { return join_exp(x, split_exp(x)); }
inline double exp_negative(double x) { return std::exp(x); }

inline Lanes overflow(Lanes x, Lanes y) {
  return x > splat(0x1.62e42ep6F) ? splat(std::numeric_limits<float>::infinity()) : y;
}

// e^x: 1.1 ulp.
inline Lanes exp(Lanes x) { return overflow(x, exp_negative(x)); }
inline double exp(double x) { return std::exp(x); }

// e^x - 1: 3.5 ulp.
inline Lanes expm1(Lanes x) {
  const SplitExp split = split_exp(x);
  return abs(x) < splat(0.34F) ? split.fraction : overflow(x, join_exp(x, split)) - splat(1);
}
inline double expm1(double x) { return std::expm1(x); }

// ---- Logarithm

// log x = log(1 + f) + n log 2 for a positive normal x, with 1 + f in [sqrt(1/2), sqrt(2)).
struct SplitLog {
  Lanes f, n;
};

inline SplitLog split_log(Lanes x) {
  const WordLanes ratio = words(x) - words(splat(std::numbers::sqrt2_v<float> / 2));
  const IntLanes n = reinterpret_cast<IntLanes>(ratio) >> 23;
  const WordLanes shift = reinterpret_cast<WordLanes>(n) << 23;
  return {from_words(words(x) - shift) - splat(1), __builtin_convertvector(n, Lanes)};
}

inline Lanes join_log(const SplitLog& split) {
  const auto& [f, n] = split;
  // log(1 + f) = f - f^2 / 2 + f^3 P(f)
  constexpr float P[] = {0x1.555554p-2F, -0x1.000226p-2F, 0x1.99a00ap-3F, -0x1.54724ap-3F,
                         0x1.22d9fep-3F, -0x1.0d84f4p-3F, 0x1.055c02p-3F, -0x1.38b866p-4F};
  const Lanes f2 = f * f;
  const Lanes rest = (f2 * f * polynomial(f, P) + n * splat(ln2_low)) - splat(0.5F) * f2;
  return (f + rest) + n * splat(ln2_high);
}

// log x: 1 ulp.
inline Lanes log(Lanes x) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const auto subnormal = x < splat(0x1p-126F);
  SplitLog split = split_log(subnormal ? x * splat(0x1p24F) : x);
  split.n = subnormal ? split.n - splat(24) : split.n;
  const Lanes y = x == splat(infinity) ? x : join_log(split);
  const Lanes outside =
      x == Lanes{} ? splat(-infinity) : splat(std::numeric_limits<float>::quiet_NaN());
  return x > Lanes{} ? y : outside;
}
inline double log(double x) { return std::log(x); }

// log(1 + e) for e in [0, 1]: 2 ulp.
inline Lanes log1p_unit(Lanes e) {
  // log(1 + e) = e + e^2 P(e)
  constexpr float P[] = {-0x1.ffffd2p-2F, 0x1.554dfp-2F,   -0x1.ff26e2p-3F,
                         0x1.935ca6p-3F,  -0x1.3a7a94p-3F, 0x1.b57ap-4F,
                         -0x1.d8639ep-5F, 0x1.4b08bap-6F,  -0x1.b2f678p-9F};
  return e + (e * e) * polynomial(e, P);
}
inline double log1p_unit(double e) { return std::log1p(e); }

// ---- The logistic function and relatives

// The common part of the logistic function, its logarithm and log(1 + e^x).
template <class V>
struct Logistic {
  V x, e;  // e^-|x|

  explicit Logistic(V at) : x(at), e(exp_negative(-abs(at))) {}
  // 1 / (1 + e^-x)
  V sigmoid() const {
    const V one = constant<V>(1);
    return (x < V{} ? e : one) / (one + e);
  }
  // log(1 + e^x)
  V softplus() const { return positive_part(x) + log1p_unit(e); }
};

// 1 / (1 + e^-x): 3 ulp.
template <class V>
inline V sigmoid(V x) {
  return Logistic<V>(x).sigmoid();
}

// log(1 + e^x): 3 ulp.
template <class V>
inline V softplus(V x) {
  return Logistic<V>(x).softplus();
}

// tanh x: 3 ulp.
inline Lanes tanh(Lanes x) {
  const Lanes d = expm1(splat(-2) * abs(x));
  const IntLanes sign = bits(x) & splat_bits(std::numeric_limits<std::int32_t>::min());
  return from_bits(bits(abs(d / (d + splat(2)))) | sign);
}
inline double tanh(double x) { return std::tanh(x); }

// ---- The normal distribution

// Phi(x) and phi(x): 8 + x^2 / 2 ulp, since the exponential amplifies the rounding of x^2 / 2; Phi
// of a positive x: 5 ulp.
template <class V>
struct Normal {
  V cumulative, density;
};

inline Normal<Lanes> normal(Lanes x) {
  const Lanes distance = abs(x);
  const Lanes e = exp_negative(splat(-0.5F) * (x * x));
  // The tail beyond s is e^(-s^2 / 2) P(1 / (1 + 0.3 s)).
  constexpr float P[] = {0x1.e1173cp-18F, 0x1.e96becp-4F,  0x1.f362bcp-4F,
                         0x1.83d2eap-4F,  0x1.23e99ep-3F,  -0x1.395eb2p-4F,
                         0x1.d44baap-3F,  -0x1.5a73bap-3F, 0x1.3a6514p-5F};
  const Lanes tail = e * polynomial(splat(1) / (splat(1) + splat(0.3F) * distance), P);
  constexpr float highest = std::numbers::inv_sqrtpi_v<float> * (std::numbers::sqrt2_v<float> / 2);
  return {x < Lanes{} ? tail : splat(1) - tail, e * splat(highest)};
}
inline Normal<double> normal(double x) {
  constexpr double highest = std::numbers::inv_sqrtpi * (std::numbers::sqrt2 / 2);
  return {0.5 * std::erfc(-x * (std::numbers::sqrt2 / 2)), highest * std::exp(-0.5 * x * x)};
}

// ---- Sine and cosine

// For x in [-pi/4, pi/4]: 1 ulp.
inline Lanes sin_eighth(Lanes x) {
  constexpr float P[] = {-0x1.555546p-3F, 0x1.11073ap-7F, -0x1.9943ep-13F};
  const Lanes s = x * x;
  return x + (x * s) * polynomial(s, P);
}
inline Lanes cos_eighth(Lanes x) {
  constexpr float P[] = {0x1.55554ap-5F, -0x1.6c0c34p-10F, 0x1.99eb9ep-16F};
  const Lanes s = x * x;
  return splat(1) - (splat(0.5F) * s - (s * s) * polynomial(s, P));
}

}  // namespace vae1::math
