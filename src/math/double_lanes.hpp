// Two doubles in a 128-bit register, as lanes.hpp has four floats, and groups of eight rows.
#pragma once

#include <cstring>

#include "../types.hpp"

namespace vae1 {

using DoubleLanes = double __attribute__((vector_size(16)));

inline DoubleLanes load_two(const double* from) {
  DoubleLanes value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
inline void store_two(double* to, DoubleLanes value) { std::memcpy(to, &value, sizeof value); }
inline DoubleLanes both(double value) { return DoubleLanes{value, value}; }

// A number of each of eight rows.
struct RowGroup {
  static constexpr Index rows = 8;
  DoubleLanes lanes[4];

  static RowGroup load(const double* from) {
    return {{load_two(from), load_two(from + 2), load_two(from + 4), load_two(from + 6)}};
  }
  void store(double* to) const {
    for (int i = 0; i < 4; ++i) store_two(to + 2 * i, lanes[i]);
  }
  void subtract(double factor, const RowGroup& of) {
    for (int i = 0; i < 4; ++i) lanes[i] -= both(factor) * of.lanes[i];
  }
};

}  // namespace vae1
