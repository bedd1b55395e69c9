// A fully connected layer: Y = f(X W + b), X n x I, W I x O, b 1 x O, Y n x O.
#pragma once

#include <memory>
#include <optional>

#include "activation.hpp"
#include "layer.hpp"
#include "layer_spec.hpp"

namespace vae1 {

// Without an activation, f is the identity.
LayerSpec dense(std::int64_t out, std::optional<Activation> activation = std::nullopt);

// Null if a layer cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_dense(const std::vector<std::int64_t>& settings, double in);

}  // namespace vae1
