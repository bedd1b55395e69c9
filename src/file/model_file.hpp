// The saved form of a model; docs/model-file.md is its specification.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "../bytes/byte_writer.hpp"
#include "../saved_model.hpp"

namespace vae1 {

constexpr std::uint32_t model_file_version = 2;

// In pieces, none of which is larger than a tensor or 64 KB. Neither changes `saved`.
void write_model_file(SavedModel& saved, const ByteWriter::Sink& sink);
std::size_t model_file_size(SavedModel& saved);  // bytes
// Reads a file of any version into `saved`, which is new. Returns a sentence that says what is
// wrong with the file, or an empty string. Checks every size in it against the available bytes
// before it takes memory. Model::restored() checks the rest.
std::string read_model_file(std::span<const std::uint8_t> bytes, SavedModel& saved);

}  // namespace vae1
