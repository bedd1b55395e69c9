// A small model of images with every kind of layer, and rows for it.
#pragma once

#include <cmath>
#include <vector>

#include "config.hpp"
#include "layers/convolution.hpp"
#include "layers/dense.hpp"
#include "layers/group_norm.hpp"
#include "layers/residual.hpp"
#include "random/stream.hpp"

namespace vae1 {

struct SomeImages {
  std::int32_t width = 7, height = 6, channels = 3;
  bool channels_first = false;
  Activation activation = Activation::gelu;

  Index features() const { return Index{width} * height * channels; }

  // Maps of 3 x 4, of odd and even sides halved, and back.
  Config config(Likelihood likelihood) const {
    const auto f = activation;
    const ConvolutionShape down = {height, width, channels, 5, 3, 3, 2, 0, 1, 1, 1};
    auto up = down;
    up.channels = 4;  // as many as the image is then made of
    const auto h = down.map_height(), w = down.map_width();
    Config config;
    config.image = {width, height, channels, channels_first};
    config.image_layers.encoder = {convolution(down, f), residual(h, w, 5, 5, f)};
    config.image_layers.decoder = {dense(h * w * 5, f), residual(h, w, 5, 1, f),
                                   transposed_convolution(up),
                                   group_norm(Index{height} * width, 4, 2, f)};
    config.activation = f;
    config.likelihood = likelihood;
    config.latent_dim = 3;
    config.batch_size = 7;
    config.seed = 5;
    return config;
  }

  // k / 255, which every likelihood takes.
  std::vector<float> rows(Index count) const {
    std::vector<float> data(static_cast<std::size_t>(count * features()));
    Stream(1, Purpose::evaluation).uniform(0, 0, std::span(data));
    for (auto& x : data) x = std::round((x + 1) / 2 * 255) / 255;
    return data;
  }
};

}  // namespace vae1
