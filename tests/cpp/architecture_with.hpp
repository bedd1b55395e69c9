#pragma once

#include <utility>
#include <vector>

#include "network/architecture.hpp"

namespace vae1 {

// What options with these hidden layers become.
inline Architecture architecture_with(Index features, std::vector<std::int32_t> hidden_dims,
                                      Index latent_dim, Activation activation,
                                      Likelihood likelihood,
                                      const std::vector<Column>& columns = {}) {
  Config config;
  config.hidden_dims = std::move(hidden_dims);
  config.latent_dim = static_cast<std::int32_t>(latent_dim);
  config.activation = activation;
  return architecture_of(config, features, likelihood, columns);
}

}  // namespace vae1
