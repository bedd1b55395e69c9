// The options that determine a result. They are part of the model file.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "layer_spec.hpp"
#include "schedules/beta_schedule.hpp"
#include "schedules/learning_rate.hpp"
#include "types.hpp"

namespace vae1 {

// The numbers are those of the model file: append, never renumber.
enum class Activation : std::uint8_t { relu = 0, tanh = 1, sigmoid = 2, softplus = 3, gelu = 4 };
constexpr int activation_count = 5;
// mixed: one likelihood per column of a table; callers never ask for it. discretized_logistic: of
// 8-bit values.
enum class Likelihood : std::uint8_t {
  automatic = 0,
  bernoulli = 1,
  gaussian = 2,
  mixed = 3,
  discretized_logistic = 4
};
constexpr Likelihood last_likelihood = Likelihood::discretized_logistic;
// What training maximises: the evidence lower bound, or the importance-weighted one.
enum class Bound : std::uint8_t { elbo = 0, iwae = 1 };

// How the decoder makes the cells of a row, given the latents.
enum class Decoder : std::uint8_t {
  independent = 0,     // each from the latents alone
  autoregressive = 1,  // of a mixed table: one after another, from the latents and those before
};

// p(z): N(0, I), or a mixture of Gaussians that is fitted to the latents at the end of a training;
// automatic: whichever held-out rows say.
enum class Prior : std::uint8_t { standard = 0, mixture = 1, automatic = 2 };

// What a row is, if it is an image: `height` lines of `width` pixels, the channels of a pixel side
// by side; or, channels first, such an image for each channel.
struct Image {
  std::int32_t width = 0, height = 0, channels = 0;
  bool channels_first = false;

  explicit operator bool() const { return width > 0; }
  double size() const { return double{1} * width * height * channels; }
};

struct Config {
  std::vector<std::int32_t> hidden_dims = {400};  // encoder, first to last; the decoder mirrors it
  Image image;
  LayerLists image_layers;  // of a model of images, in place of hidden_dims
  std::int32_t latent_dim = 20;
  Activation activation = Activation::relu;
  Likelihood likelihood = Likelihood::automatic;
  Decoder decoder = Decoder::independent;
  Prior prior = Prior::automatic;
  bool missing = false;  // whether values may be absent (NaN); in a mixed table they always may
  Bound objective = Bound::elbo;
  std::int32_t importance_samples = 5;  // only for iwae
  BetaSchedule beta;
  double free_bits = 0;  // nats per latent dimension; only for elbo
  LearningRateSchedule learning_rate;
  double weight_decay = 0;
  double max_gradient_norm = std::numeric_limits<double>::infinity();
  std::int32_t batch_size = 32;
  std::int32_t epochs = 100;  // of a training that names none
  std::uint64_t seed = 0;     // below 2^53, so that a double holds it exactly
  bool deterministic = false;
  // Training rows that a Gaussian model without gaps keeps, to score others by their distance.
  std::int32_t reference_rows = 0;
};

constexpr std::uint64_t max_seed = (std::uint64_t{1} << 53) - 1;
constexpr std::size_t max_hidden_layers = 64;
// Of a decoder that mirrors as many layers, each with its normalisation, from a dense one.
constexpr std::size_t max_image_layers = 2 * max_hidden_layers + 1;

// Whether a model can have this configuration. Checks model files, and what the bindings pass; what
// is wrong with an option, those say who take it from the user.
bool valid(const Config& config);

}  // namespace vae1
