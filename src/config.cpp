#include "config.hpp"

#include <algorithm>
#include <cmath>

namespace vae1 {
namespace {

bool valid(const Image& image, const LayerLists& layers, const Config& config) {
  const auto& [encoder, decoder, skip] = layers;
  if (!image)
    return image.height == 0 && image.channels == 0 && !image.channels_first && encoder.empty() &&
           decoder.empty() && skip.empty() && config.likelihood != Likelihood::discretized_logistic;
  constexpr double most = std::numeric_limits<std::int32_t>::max();
  return image.height >= 1 && image.channels >= 1 && image.size() <= most && !config.missing &&
         encoder.size() <= max_image_layers && decoder.size() <= max_image_layers && skip.empty();
}

}  // namespace

bool valid(const Config& config) {
  const auto number = [](double x) { return std::isfinite(x) && x >= 0; };
  const auto& widths = config.hidden_dims;
  return widths.size() <= max_hidden_layers &&
         std::all_of(widths.begin(), widths.end(), [](auto width) { return width >= 1; }) &&
         config.latent_dim >= 1 && static_cast<int>(config.activation) < activation_count &&
         config.likelihood <= last_likelihood && config.likelihood != Likelihood::mixed &&
         valid(config.image, config.image_layers, config) && config.objective <= Bound::iwae &&
         config.decoder <= Decoder::autoregressive && config.prior <= Prior::automatic &&
         config.importance_samples >= 1 && valid(config.beta) && number(config.free_bits) &&
         !(config.objective == Bound::iwae && config.free_bits > 0) &&
         valid(config.learning_rate) && number(config.weight_decay) &&
         config.max_gradient_norm > 0 && config.batch_size >= 1 && config.epochs >= 1 &&
         config.seed <= max_seed && config.reference_rows >= 0;
}

}  // namespace vae1
