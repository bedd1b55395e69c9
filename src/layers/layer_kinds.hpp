// The kinds of layers by name: the one place that knows them.
#pragma once

#include "convolution.hpp"
#include "dense.hpp"
#include "group_norm.hpp"
#include "residual.hpp"
#include "transposition.hpp"

namespace vae1 {

// Null if there is no such kind, or if it cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_layer(const LayerSpec& spec, double in) {
  // The width; the activation, if there is one.
  if (spec.kind == "dense") return make_dense<T, Products>(spec.settings, in);
  // The activation, or -1; then pairs of outputs and the inputs that they see.
  if (spec.kind == "masked") return make_masked<T, Products>(spec.settings, in);
  // ConvolutionShape's numbers in order; the activation, or -1.
  if (spec.kind == "convolution") return make_convolution<T, Products>(spec.settings, in, false);
  if (spec.kind == "transposedConvolution")
    return make_convolution<T, Products>(spec.settings, in, true);
  // Positions, channels, groups; the activation, or -1.
  if (spec.kind == "groupNorm") return make_group_norm<T>(spec.settings, in);
  // Rows and columns of what each row of X is, and the numbers side by side in each.
  if (spec.kind == "transposition") return make_transposition<T>(spec.settings, in);
  // Height, width, channels; the groups of its normalisation; their activation.
  if (spec.kind == "residual") return make_residual<T, Products>(spec.settings, in);
  return nullptr;
}

}  // namespace vae1
