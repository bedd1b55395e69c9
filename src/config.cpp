#include "config.hpp"

#include <cmath>

namespace vae1 {

std::string invalid(const Config& config) {
  if (config.hidden_dims.size() > max_hidden_layers) return "more than 64 hidden layers";
  for (const auto width : config.hidden_dims)
    if (width < 1) return "a hidden layer without units";
  if (config.latent_dim < 1) return "a latent dimension below 1";
  if (config.activation > Activation::gelu) return "an unknown activation";
  if (config.likelihood > Likelihood::gaussian) return "an unknown likelihood";
  if (!std::isfinite(config.beta) || config.beta < 0) return "a beta that is no number >= 0";
  if (!std::isfinite(config.learning_rate) || config.learning_rate <= 0)
    return "a learning rate that is no number > 0";
  if (config.batch_size < 1) return "a batch size below 1";
  if (config.epochs < 1) return "a number of epochs below 1";
  if (config.seed > max_seed) return "a seed above 2^53 - 1";
  return {};
}

}  // namespace vae1
