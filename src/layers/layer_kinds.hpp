// The kinds of layers by name: the one place that knows them.
#pragma once

#include "dense.hpp"

namespace vae1 {

// Null if there is no such kind, or if it cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_layer(const LayerSpec& spec, double in) {
  // The width; the activation, if there is one.
  if (spec.kind == "dense") return make_dense<T, Products>(spec.settings, in);
  // The activation, or -1; then pairs of outputs and the inputs that they see.
  if (spec.kind == "masked") return make_masked<T, Products>(spec.settings, in);
  return nullptr;
}

}  // namespace vae1
