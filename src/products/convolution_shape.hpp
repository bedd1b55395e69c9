// The geometry of a convolution, from an image to maps: height x width x channels to
// map_height() x map_width() x maps. A transposed convolution goes from the maps to the image. A
// row of a matrix is one image, or its maps, channels last.
//
// A map's position is where the kernel lies on the padded image: its origin is `stride` times the
// position. A stride need not divide what is left; then the last rows or columns lie under no
// kernel.
#pragma once

#include <algorithm>

#include "../types.hpp"

namespace vae1 {

struct ConvolutionShape {
  Index height = 1, width = 1, channels = 1;  // of the image
  Index maps = 1;
  Index kernel_height = 1, kernel_width = 1;
  Index stride = 1;
  Index top = 0, left = 0, bottom = 0, right = 0;  // zeros around the image

  Index padded_height() const { return top + height + bottom; }
  Index padded_width() const { return left + width + right; }
  Index map_height() const { return (padded_height() - kernel_height) / stride + 1; }
  Index map_width() const { return (padded_width() - kernel_width) / stride + 1; }
  Index positions() const { return map_height() * map_width(); }
  Index image_size() const { return height * width * channels; }
  Index maps_size() const { return positions() * maps; }
  Index taps() const { return kernel_height * kernel_width; }
  // W: inputs() x maps, its rows by kernel row, kernel column and channel.
  Index inputs() const { return taps() * channels; }
  // Multiply-adds of one image.
  double cost() const {
    return static_cast<double>(positions()) * static_cast<double>(inputs() * maps);
  }
};

}  // namespace vae1
