// What a model file consists of: sections, each of them a tag, its length and its content.
#pragma once

#include <span>
#include <string>

#include "../saved_model.hpp"
#include "fields.hpp"

namespace vae1 {

struct Section {
  const char* tag;  // four letters
  void (*describe)(SavedModel& saved, const Fields& field);
  // Whether the model has what it holds; null for a section that is always there.
  bool (*there)(const SavedModel& saved) = nullptr;
};

// Of all versions (docs/model-file.md).
extern const Section options_section, columns_section, scaling_section, state_section,
    history_section, threshold_section, mixture_section, reference_section, attachment_section;
// Of version 2.
extern const Section image_section, copula_section, layers_section, skip_section, best_section,
    tensors_section;

using Sections = std::span<const Section* const>;

void write_sections(ByteWriter& out, Sections sections, SavedModel& saved);
// Returns what is wrong with the file, or an empty string. Takes no more memory than the file has
// bytes for.
std::string read_sections(ByteReader in, Sections sections, SavedModel& saved);
// The same for the sections of a file of version 1 (version_1.cpp).
std::string read_version_1(ByteReader in, SavedModel& saved);

}  // namespace vae1
