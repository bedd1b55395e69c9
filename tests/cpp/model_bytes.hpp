// A model to the bytes of its file, and back.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "file/model_file.hpp"
#include "model.hpp"

namespace vae1 {

inline std::vector<std::uint8_t> bytes_of(const Model& model) {
  auto saved = model.saved();
  std::vector<std::uint8_t> bytes;
  write_model_file(saved, [&](std::span<const std::uint8_t> piece) {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
  });
  return bytes;
}

inline std::variant<Model, std::string> model_in(std::span<const std::uint8_t> bytes) {
  SavedModel saved;
  if (auto fault = read_model_file(bytes, saved); !fault.empty()) return fault;
  return Model::restored(std::move(saved));
}

}  // namespace vae1
