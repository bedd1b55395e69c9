// The options that decide a result. They are part of the model file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "types.hpp"

namespace vae1 {

// The numbers are those of the model file: append, never renumber.
enum class Activation : std::uint8_t { relu = 0, tanh = 1, sigmoid = 2, softplus = 3, gelu = 4 };
enum class Likelihood : std::uint8_t { automatic = 0, bernoulli = 1, gaussian = 2 };

struct Config {
  std::vector<std::int32_t> hidden_dims = {400};  // encoder, first to last; the decoder mirrors it
  std::int32_t latent_dim = 20;
  Activation activation = Activation::relu;
  Likelihood likelihood = Likelihood::automatic;
  double beta = 1;
  double learning_rate = 1e-3;
  std::int32_t batch_size = 32;
  std::int32_t epochs = 100;  // of one call of train() that names none
  std::uint64_t seed = 0;     // below 2^53: a JavaScript number holds it exactly
  bool deterministic = false;
};

constexpr std::uint64_t max_seed = (std::uint64_t{1} << 53) - 1;
constexpr std::size_t max_hidden_layers = 64;

// What is wrong with a configuration, or an empty string. The model file is checked with it.
std::string invalid(const Config& config);

}  // namespace vae1
