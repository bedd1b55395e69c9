// When training stops early: Prechelt (1998), "Early Stopping - But When?".
#pragma once

#include <limits>
#include <span>

#include "history.hpp"

namespace vae1 {

struct EarlyStopping {
  std::uint32_t patience = 10;  // epochs without a better held-out loss
  double min_delta = 0;         // least improvement that counts, in nats per row

  // Whether the last `patience` of these epochs brought no improvement. It depends only on the
  // history, so a saved and resumed training stops at the same epoch as an uninterrupted run.
  bool reached(std::span<const EpochRecord> epochs) const {
    double best = std::numeric_limits<double>::infinity();
    std::uint32_t waited = 0;
    for (const auto& record : epochs) {
      const bool better = record.validation->loss < best - min_delta;
      if (better) best = record.validation->loss;
      waited = better ? 0 : waited + 1;
    }
    return waited >= patience;
  }
};

}  // namespace vae1
