// The sections of version 2 for layers and tensors, which know no kind of layer.
#include "sections.hpp"

namespace vae1 {
namespace {

constexpr std::uint64_t aligned(std::uint64_t size) {
  return (size + Fields::alignment - 1) / Fields::alignment * Fields::alignment;
}

// Of an entry without its shape and its name.
constexpr std::uint64_t least_entry = 16;

// What a writer's tensors will have.
std::vector<std::uint64_t> offsets_of(const std::vector<SavedTensor>& tensors,
                                      std::uint64_t table) {
  std::uint64_t at = table;
  for (const auto& [name, shape, values] : tensors)
    at += least_entry + sizeof(std::uint64_t) * shape.size() + aligned(name.size());
  std::vector<std::uint64_t> offsets;
  for (const auto& tensor : tensors) {
    offsets.push_back(at);
    at += aligned(sizeof(float) * tensor.values.size());
  }
  return offsets;
}

std::uint64_t size_of(const std::vector<std::uint64_t>& shape) {
  constexpr auto largest = std::uint64_t{1} << 40;  // more than a file can have
  double size = 1;
  for (const auto n : shape) size *= static_cast<double>(n);
  return size < static_cast<double>(largest) ? static_cast<std::uint64_t>(size) : largest;
}

void describe_layers(std::vector<LayerSpec>& layers, const Fields& field) {
  field.length<std::uint64_t>(layers, sizeof(std::uint64_t));
  for (auto& [kind, settings] : layers) {
    field.length<std::uint32_t>(kind, 1);
    field.length<std::uint32_t>(settings, sizeof(std::int64_t));
    field.all(settings);
    field.all(kind);
    field.pad();
  }
}

}  // namespace

constexpr Section layers_section = {"LAYR", [](SavedModel& saved, const Fields& field) {
                                      describe_layers(saved.layers.encoder, field);
                                      describe_layers(saved.layers.decoder, field);
                                    }};

constexpr Section skip_section = {
    "SKIP",
    [](SavedModel& saved, const Fields& field) { describe_layers(saved.layers.skip, field); },
    [](const SavedModel& saved) { return !saved.layers.skip.empty(); }};

constexpr Section tensors_section = {
    "TENS", [](SavedModel& saved, const Fields& field) {
      auto& tensors = saved.tensors;
      field.length<std::uint64_t>(tensors, least_entry);
      auto offsets = field.reading() ? std::vector<std::uint64_t>(tensors.size())
                                     : offsets_of(tensors, field.position());
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        auto& [name, shape, values] = tensors[i];
        field(offsets[i]);
        field.zero<std::uint16_t>();  // the type: f32
        field.length<std::uint16_t>(shape, sizeof(std::uint64_t));
        field.length<std::uint32_t>(name, 1);
        field.all(shape);
        field.all(name);
        field.pad();
      }
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        auto& [name, shape, values] = tensors[i];
        field.require(offsets[i] == field.position());
        field.resize(values, size_of(shape), sizeof(float));
        field.all(values);
        field.pad();
      }
    }};

}  // namespace vae1
