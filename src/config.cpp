#include "config.hpp"

#include <cmath>

namespace vae1 {

std::string invalid(const Config& config) {
  if (config.hidden_dims.size() > max_hidden_layers) return "more than 64 hidden layers";
  for (const auto width : config.hidden_dims)
    if (width < 1) return "a hidden layer without units";
  if (config.latent_dim < 1) return "a latent dimension below 1";
  if (static_cast<int>(config.activation) >= activation_count) return "an unknown activation";
  if (config.likelihood > Likelihood::gaussian) return "an unknown likelihood";
  if (config.objective > Bound::iwae) return "an unknown objective";
  if (config.importance_samples < 1) return "a number of importance samples below 1";
  if (auto fault = invalid(config.beta); !fault.empty()) return fault;
  if (!std::isfinite(config.free_bits) || config.free_bits < 0)
    return "free bits that are not a number >= 0";
  if (config.objective == Bound::iwae && config.free_bits > 0) return "free bits with iwae";
  if (auto fault = invalid(config.learning_rate); !fault.empty()) return fault;
  if (!std::isfinite(config.weight_decay) || config.weight_decay < 0)
    return "a weight decay that is not a number >= 0";
  if (!(config.max_gradient_norm > 0)) return "a longest gradient that is not a number > 0";
  if (config.batch_size < 1) return "a batch size below 1";
  if (config.epochs < 1) return "a number of epochs below 1";
  if (config.seed > max_seed) return "a seed above 2^53 - 1";
  return {};
}

}  // namespace vae1
