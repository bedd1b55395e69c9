// The kinds of layers by name: the one place that knows them.
#pragma once

#include <memory>

#include "layer.hpp"
#include "layer_spec.hpp"

namespace vae1 {

// Null if there is no such kind, or if it cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_layer(const LayerSpec& spec, double in);

}  // namespace vae1
