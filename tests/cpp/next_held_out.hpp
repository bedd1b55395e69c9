#pragma once

#include "data/held_out_draw.hpp"

namespace vae1 {

// Whether the next row is held out.
inline bool next_held_out(HeldOutDraw& draw) {
  bool next = false;
  draw.split({nullptr, RowKind::float32, 1, 0},
             [&](bool held_out, const Rows&, std::uint64_t) { next = held_out; });
  return next;
}

}  // namespace vae1
