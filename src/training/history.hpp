// What is remembered of each epoch. Nats per row in the user's units; no wall-clock times, so
// that equal runs give equal model files.
#pragma once

#include <optional>

#include "../types.hpp"

namespace vae1 {

struct Losses {
  double loss = 0;            // reconstruction + beta * kl
  double reconstruction = 0;  // -log p(x|z)
  double kl = 0;              // KL(q(z|x) || p(z))
};

struct EpochRecord {
  std::uint64_t epoch = 0;  // 1, 2, ...: epochs finished since the model was made
  Losses training;          // running means over the epoch's batches
};

}  // namespace vae1
