// Each row of X is a matrix, rows x columns, of which every cell has `block` numbers side by side:
// Y is its transpose. It turns images with channels first into those with channels last, and back.
#pragma once

#include <memory>
#include <vector>

#include "../layer_spec.hpp"
#include "layer.hpp"

namespace vae1 {

LayerSpec transposition(std::int64_t rows, std::int64_t columns, std::int64_t block = 1);

// Null if a layer cannot have these settings.
template <class T>
std::unique_ptr<Layer<T>> make_transposition(const std::vector<std::int64_t>& settings, double in);

}  // namespace vae1
