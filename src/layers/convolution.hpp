// A convolution of images, and a transposed one, its adjoint: Y = f(X * W + b), W inputs() x maps,
// b one number for each map, of a transposed one for each channel of the image. Rows are images,
// channels last. Dumoulin and Visin (2016), arXiv:1603.07285, has the arithmetic of their sizes.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "../layer_spec.hpp"
#include "../products/convolution_shape.hpp"
#include "activated.hpp"
#include "layer.hpp"

namespace vae1 {

// From the shape's image to its maps.
LayerSpec convolution(const ConvolutionShape& shape,
                      std::optional<Activation> activation = std::nullopt);
// From its maps to its image.
LayerSpec transposed_convolution(const ConvolutionShape& shape,
                                 std::optional<Activation> activation = std::nullopt);

// Null if a layer cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_convolution(const std::vector<std::int64_t>& settings, double in,
                                           bool transposed);

}  // namespace vae1
