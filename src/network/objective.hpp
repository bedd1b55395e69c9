// What a training step minimises, and the size of the step. n rows of a batch, L latents.
#pragma once

#include <cmath>
#include <limits>

#include "../config.hpp"
#include "../types.hpp"

namespace vae1 {

struct Objective {
  // elbo: mean(-log p(x|z)) + beta * sum over the latents of max(free_bits, mean(KL)). Free bits:
  //   Kingma et al. (2016), "Inverse Autoregressive Flow", arXiv:1606.04934, equation 15.
  // iwae: network/importance.hpp.
  Bound bound = Bound::elbo;
  double beta = 1;
  double free_bits = 0;  // nats per latent dimension
  Index samples = 1;     // iwae: importance samples, K
};

// Sums over the rows of a batch, in nats.
struct BatchLosses {
  double loss = 0;            // n times the objective
  double reconstruction = 0;  // means over the samples
  double kl = 0;
  double gradient_norm = 0;  // global norm of the objective's gradient, not a sum

  bool finite() const { return std::isfinite(loss + reconstruction + kl + gradient_norm); }
};

struct StepSize {
  double learning_rate = 1e-3;
  double weight_decay = 0;
  // Limit on the global norm of the gradient of all parameters; a longer gradient is scaled down.
  double longest_gradient = std::numeric_limits<double>::infinity();
};

}  // namespace vae1
