// Reads files of format version 1 (tests/fixtures/model-files), which are no longer written. It had
// no list of layers, and its tensors lay one after another without their names and shapes.
#include <array>
#include <utility>

#include "../network/vae.hpp"
#include "sections.hpp"

namespace vae1 {
namespace {

// For now all numbers of a part are one tensor.
void read_part(SavedModel& saved, const Fields& field, std::size_t bytes) {
  auto& values = saved.tensors.emplace_back().values;
  values.resize(bytes / sizeof(float));
  field.all(values);
}

constexpr Section weights_section = {
    "PARM", [](SavedModel& saved, const Fields& field) { read_part(saved, field, field.left()); }};
constexpr Section moments_section = {"ADAM", [](SavedModel& saved, const Fields& field) {
                                       read_part(saved, field, field.left() / 2);
                                       read_part(saved, field, field.left());
                                     }};
constexpr Section best_weights_section = {"BEST", [](SavedModel& saved, const Fields& field) {
                                            best_section.describe(saved, field);
                                            if (saved.best.epoch != 0)
                                              read_part(saved, field, field.left());
                                          }};

constexpr std::array version_1_sections = {
    &options_section,   &columns_section, &scaling_section,   &state_section,
    &weights_section,   &moments_section, &history_section,   &best_weights_section,
    &threshold_section, &mixture_section, &attachment_section};

}  // namespace

std::string read_version_1(ByteReader in, SavedModel& saved) {
  auto fault = read_sections(in, version_1_sections, saved);
  if (fault.empty()) fault = invalid(saved);
  if (!fault.empty()) return fault;
  auto architecture = architecture_of(saved.config, static_cast<Index>(saved.features),
                                      saved.likelihood, saved.columns);
  const double numbers = NetworkSizes(architecture).parameters();
  for (const auto& part : saved.tensors)
    if (static_cast<double>(part.values.size()) != numbers)
      return "the model file's weights are not as many as its options say";
  const auto layout = Vae<float>(architecture).layout();
  auto parts = std::exchange(saved.tensors, {});
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const auto numbers = std::exchange(parts[part].values, {});
    saved.add(static_cast<SavedModel::Part>(part), layout, numbers);
  }
  saved.layers = std::move(architecture.layers);
  return {};
}

}  // namespace vae1
