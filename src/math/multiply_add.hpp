// a * b + c, the one thing in which the relaxed WebAssembly builds differ: they leave it to the
// machine whether the product is rounded first. A source that includes this is compiled for each
// build, all others once for two (tools/cmake/wasm-builds.cmake).
#pragma once

#include "lanes.hpp"

namespace vae1 {

inline Lanes multiply_add(Lanes a, Lanes b, Lanes c) {
#ifdef __wasm_relaxed_simd__
  return reinterpret_cast<Lanes>(wasm_f32x4_relaxed_madd(
      reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b), reinterpret_cast<v128_t>(c)));
#else
  return a * b + c;
#endif
}

inline double multiply_add(double a, double b, double c) { return a * b + c; }

}  // namespace vae1
