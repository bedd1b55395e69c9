// Four floats in a 128-bit register, as a compiler vector type: operators work element by element,
// and the same code compiles for WebAssembly and for native tests.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace vae1 {

using Lanes = float __attribute__((vector_size(16)));
// The same register as four integers: the result of comparing Lanes, and random words.
using IntLanes = std::int32_t __attribute__((vector_size(16)));
using WordLanes = std::uint32_t __attribute__((vector_size(16)));

// Uses memcpy because Clang assumes vector_size's alignment, whatever `aligned` says.
inline Lanes load(const float* from) {
  Lanes value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

inline void store(float* to, Lanes value) { std::memcpy(to, &value, sizeof value); }

inline Lanes splat(float value) { return Lanes{value, value, value, value}; }

inline float sum(Lanes value) { return (value[0] + value[1]) + (value[2] + value[3]); }

inline Lanes square_root(Lanes value) {
#ifdef __wasm_simd128__
  return reinterpret_cast<Lanes>(wasm_f32x4_sqrt(reinterpret_cast<v128_t>(value)));
#else
  return Lanes{std::sqrt(value[0]), std::sqrt(value[1]), std::sqrt(value[2]), std::sqrt(value[3])};
#endif
}

// 64-bit products, split into upper and lower words.
struct WideProduct {
  WordLanes high, low;
};

inline WideProduct wide_product(WordLanes a, std::uint32_t b) {
#ifdef __wasm_simd128__
  const v128_t left = reinterpret_cast<v128_t>(a), right = wasm_u32x4_splat(b);
  const v128_t first = wasm_u64x2_extmul_low_u32x4(left, right);
  const v128_t last = wasm_u64x2_extmul_high_u32x4(left, right);
  return {reinterpret_cast<WordLanes>(wasm_i32x4_shuffle(first, last, 1, 3, 5, 7)),
          reinterpret_cast<WordLanes>(wasm_i32x4_shuffle(first, last, 0, 2, 4, 6))};
#else
  WideProduct product{};
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t wide = std::uint64_t{a[i]} * b;
    product.high[i] = static_cast<std::uint32_t>(wide >> 32);
    product.low[i] = static_cast<std::uint32_t>(wide);
  }
  return product;
#endif
}

}  // namespace vae1
