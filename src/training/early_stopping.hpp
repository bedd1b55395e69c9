// When training stops early: Prechelt (1998), "Early Stopping - But When?".
#pragma once

#include <span>

#include "history.hpp"

namespace vae1 {

struct EarlyStopping {
  std::uint32_t patience = 10;  // epochs without a better held-out loss
  double min_delta = 0;         // least improvement that counts, in nats per row

  // Whether the last `patience` of these epochs brought no improvement. It depends only on the
  // history, so a saved and resumed training stops at the same epoch as an uninterrupted run.
  bool reached(std::span<const EpochRecord> epochs) const;
};

}  // namespace vae1
