// The saved form of a model; docs/model-file.md is its specification.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "../model.hpp"

namespace vae1 {

struct ModelFile {
  static constexpr std::uint32_t version = 1;

  static std::vector<std::uint8_t> write(const Model& model);
  // The most bytes that write() takes; a double, like all sizes that may not fit an integer.
  static double largest_size(const Model& model);
  // Returns the model, or a sentence that says what is wrong with the file. Checks every size in
  // the file against the available bytes before allocating.
  static std::variant<Model, std::string> read(std::span<const std::uint8_t> bytes,
                                               int threads = 1);
};

}  // namespace vae1
