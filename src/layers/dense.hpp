// A fully connected layer: Y = f(X W + b), X n x I, W I x O, b 1 x O, Y n x O. In a masked one,
// each output sees only the first inputs: Germain et al. (2015), arXiv:1502.03509.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "../layer_spec.hpp"
#include "activated.hpp"
#include "layer.hpp"

namespace vae1 {

// Without an activation, f is the identity.
LayerSpec dense(std::int64_t out, std::optional<Activation> activation = std::nullopt);

// Consecutive outputs of a masked layer, at least one, which see its first `inputs` inputs: none to
// all of them, and no fewer than the group before sees. The weights of the other inputs are always
// exactly 0.
struct MaskedGroup {
  std::int64_t outputs, inputs;
};

// First to last; the layer is as wide as they are together.
LayerSpec masked(const std::vector<MaskedGroup>& groups,
                 std::optional<Activation> activation = std::nullopt);

// Null if a layer cannot have these settings.
template <class T, class Products>
std::unique_ptr<Layer<T>> make_dense(const std::vector<std::int64_t>& settings, double in);
template <class T, class Products>
std::unique_ptr<Layer<T>> make_masked(const std::vector<std::int64_t>& settings, double in);

}  // namespace vae1
