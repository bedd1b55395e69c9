// Four floats in a 128-bit register, in the compilers' own vector types: the operators are the
// element-wise ones, and the same code compiles for WebAssembly and for a native test.
#pragma once

#include <cmath>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace vae1 {

using Lanes = float __attribute__((vector_size(16)));

inline Lanes load(const float* from) {
  using Unaligned = float __attribute__((vector_size(16), aligned(4), may_alias));
  return *reinterpret_cast<const Unaligned*>(from);
}

inline void store(float* to, Lanes value) {
  using Unaligned = float __attribute__((vector_size(16), aligned(4), may_alias));
  *reinterpret_cast<Unaligned*>(to) = value;
}

inline Lanes splat(float value) { return Lanes{value, value, value, value}; }

inline float sum(Lanes value) { return (value[0] + value[1]) + (value[2] + value[3]); }

// a * b + c. The relaxed build leaves it to the machine whether the product is rounded first.
inline Lanes multiply_add(Lanes a, Lanes b, Lanes c) {
#ifdef __wasm_relaxed_simd__
  return reinterpret_cast<Lanes>(
      wasm_f32x4_relaxed_madd(reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b),
                              reinterpret_cast<v128_t>(c)));
#else
  return a * b + c;
#endif
}

inline Lanes square_root(Lanes value) {
#ifdef __wasm_simd128__
  return reinterpret_cast<Lanes>(wasm_f32x4_sqrt(reinterpret_cast<v128_t>(value)));
#else
  return Lanes{std::sqrt(value[0]), std::sqrt(value[1]), std::sqrt(value[2]),
               std::sqrt(value[3])};
#endif
}

}  // namespace vae1
