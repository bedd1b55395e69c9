// The limit of a matrix product: multiply-adds on 128-bit registers and nothing else, with enough
// independent ones to hide the latency of each.
#include <wasm_simd128.h>

static v128_t multiply_add(v128_t a, v128_t b, v128_t c) {
#ifdef __wasm_relaxed_simd__
  return wasm_f32x4_relaxed_madd(a, b, c);
#else
  return wasm_f32x4_add(wasm_f32x4_mul(a, b), c);
#endif
}

constexpr int chains = 12;

// Calls are short, because an engine replaces its first, slow compilation only between two calls.
extern "C" [[clang::export_name("operations_per_iteration")]] int operations_per_iteration() {
  return chains * 4 * 2;
}

extern "C" [[clang::export_name("run")]] float run(int iterations, float factor, float term) {
  const v128_t a = wasm_f32x4_splat(factor);
  const v128_t b = wasm_f32x4_splat(term);
  v128_t x[chains];
  for (int i = 0; i < chains; ++i) x[i] = wasm_f32x4_splat(factor * static_cast<float>(i));
#pragma clang loop unroll(disable)
  for (int k = 0; k < iterations; ++k) {
#pragma clang loop unroll(full)
    for (int i = 0; i < chains; ++i) x[i] = multiply_add(x[i], a, b);
  }
  v128_t sum = x[0];
  for (int i = 1; i < chains; ++i) sum = wasm_f32x4_add(sum, x[i]);
  return wasm_f32x4_extract_lane(sum, 0) + wasm_f32x4_extract_lane(sum, 1) +
         wasm_f32x4_extract_lane(sum, 2) + wasm_f32x4_extract_lane(sum, 3);
}
