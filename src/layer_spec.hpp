// Layers as plain data: what options are turned into, what a model file holds, and what a network
// is made of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vae1 {

// The settings are whole numbers; what they mean, the kind says (layer_kinds.hpp).
struct LayerSpec {
  std::string kind;
  std::vector<std::int64_t> settings;

  bool operator==(const LayerSpec&) const = default;
};

// First to last. skip: the decoder's skip connection, one layer or none.
struct LayerLists {
  std::vector<LayerSpec> encoder, decoder, skip;

  bool operator==(const LayerLists&) const = default;
};

}  // namespace vae1
