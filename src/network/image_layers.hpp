// The layers of a model of images: its own, those of Config::image_layers, between a first and a
// last one that follow from the rows.
#pragma once

#include "../config.hpp"
#include "../types.hpp"

namespace vae1 {

// The encoder ends with a layer to the head. The decoder ends with a transposed convolution of 3 x
// 3 from the last maps, which are as large as the image, to its `outputs`, as many for each
// channel. Where channels come first, a transposition begins the encoder and ends the decoder.
LayerLists image_layers(const Config& config, Index outputs);

// The inverse, into config.image_layers. Returns whether the layers are those of such a model; they
// need not be layers that can be made.
bool take_image_layers(const LayerLists& layers, Index outputs, Config& config);

}  // namespace vae1
