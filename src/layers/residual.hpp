// A residual block of images: Y = X + convolution(f(norm(convolution(f(norm(X)))))), with two
// convolutions of 3 x 3 that keep the size, and group normalisation before each. He et al. (2016),
// arXiv:1603.05027, with the normalisation of group_norm.hpp.
#pragma once

#include <memory>
#include <vector>

#include "../layer_spec.hpp"
#include "activated.hpp"
#include "layer.hpp"

namespace vae1 {

// The groups of the normalisation divide the channels.
LayerSpec residual(std::int64_t height, std::int64_t width, std::int64_t channels,
                   std::int64_t groups, Activation activation);

// Null if a layer cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_residual(const std::vector<std::int64_t>& settings, double in);

}  // namespace vae1
