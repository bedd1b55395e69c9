#include "image_layers.hpp"

#include "../layers/convolution.hpp"
#include "../layers/dense.hpp"
#include "../layers/layer_stack.hpp"
#include "../layers/transposition.hpp"
#include "../products/panel_products.hpp"

namespace vae1 {
namespace {

// Whether rows are turned into images with channels last: of one channel, they are both.
bool transposes(const Image& image) { return image.channels_first && image.channels > 1; }

}  // namespace

LayerLists image_layers(const Config& config, Index outputs) {
  const auto& image = config.image;
  const auto pixels = std::int64_t{image.width} * image.height;
  LayerLists layers = config.image_layers;
  auto& [encoder, decoder, skip] = layers;
  if (transposes(image)) encoder.insert(encoder.begin(), transposition(image.channels, pixels));
  encoder.push_back(dense(2 * std::int64_t{config.latent_dim}));

  const auto hidden = LayerStack<float>::from<PanelProducts>(decoder, config.latent_dim);
  ConvolutionShape shape;
  shape.height = image.height;
  shape.width = image.width;
  shape.channels = static_cast<Index>(outputs / pixels);
  shape.maps = hidden.empty() ? 0 : static_cast<Index>(hidden.out() / static_cast<double>(pixels));
  shape.kernel_height = shape.kernel_width = 3;
  shape.top = shape.left = shape.bottom = shape.right = 1;
  decoder.push_back(transposed_convolution(shape));
  if (transposes(image))
    decoder.push_back(transposition(pixels, image.channels, outputs / (pixels * image.channels)));
  return layers;
}

bool take_image_layers(const LayerLists& layers, Index outputs, Config& config) {
  const std::size_t around = transposes(config.image) ? 1 : 0;
  if (layers.encoder.size() < around + 1 || layers.decoder.size() < around + 1) return false;
  auto& [encoder, decoder, skip] = config.image_layers = layers;
  if (around != 0) encoder.erase(encoder.begin());
  encoder.pop_back();
  decoder.resize(decoder.size() - 1 - around);
  return image_layers(config, outputs) == layers;
}

}  // namespace vae1
