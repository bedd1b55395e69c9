// The record of each epoch, in nats per row in the user's units. It has no wall-clock times, so
// that equal runs give equal model files.
#pragma once

#include <optional>
#include <vector>

#include "../types.hpp"

namespace vae1 {

struct Losses {
  double loss = 0;            // the objective; for the ELBO, reconstruction + beta * kl
  double reconstruction = 0;  // -log p(x|z)
  double kl = 0;              // KL(q(z|x) || p(z)), unweighted
};

struct EpochRecord {
  std::uint64_t epoch = 0;               // 1, 2, ...: epochs that the model has finished
  Losses training;                       // running means over the epoch's batches
  std::vector<double> kl_per_dimension;  // L values; their sum is training.kl
  double beta = 1;
  double learning_rate = 0;
  double gradient_norm = 0;          // mean over the batches, before any clipping
  std::optional<Losses> validation;  // of the held-out rows, after the epoch
};

}  // namespace vae1
