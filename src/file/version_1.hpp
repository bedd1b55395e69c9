// Reads files of format version 1 (tests/fixtures/model-files), which are no longer written. It had
// no list of layers, and its tensors lay one after another without their names and shapes.
#pragma once

#include <string>

#include "../bytes/byte_reader.hpp"
#include "../saved_model.hpp"

namespace vae1 {

// in: the sections. Returns what is wrong with them, or an empty string.
std::string read_version_1(ByteReader in, SavedModel& saved);

}  // namespace vae1
