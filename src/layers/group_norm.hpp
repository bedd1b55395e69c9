// Group normalisation: Y = f(gamma (X - mean) / sqrt(variance + 1e-5) + beta), with the mean and
// the variance over the positions and a group of the channels of one row, so that a row does not
// depend on its neighbours. Wu and He (2018), arXiv:1803.08494; as torch.nn.GroupNorm, channels
// last.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "../layer_spec.hpp"
#include "activated.hpp"
#include "layer.hpp"

namespace vae1 {

// The groups divide the channels.
LayerSpec group_norm(std::int64_t positions, std::int64_t channels, std::int64_t groups,
                     std::optional<Activation> activation = std::nullopt);

// Null if a layer cannot have these settings.
template <class T>
std::unique_ptr<Layer<T>> make_group_norm(const std::vector<std::int64_t>& settings, double in);

}  // namespace vae1
