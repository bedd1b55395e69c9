// When a training ends before its time: Prechelt (1998), "Early Stopping - But When?".
#pragma once

#include <span>

#include "history.hpp"

namespace vae1 {

struct EarlyStopping {
  std::uint32_t patience = 10;  // epochs without a better held-out loss
  double min_delta = 0;         // nats per row that a better one is below the best

  // Whether the last `patience` of these epochs brought nothing better. It asks the history alone,
  // so that a training that was saved and goes on stops where one in one go does.
  bool reached(std::span<const EpochRecord> epochs) const;
};

}  // namespace vae1
