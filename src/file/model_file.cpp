#include "model_file.hpp"

#include <algorithm>
#include <array>

#include "../bytes/crc32.hpp"
#include "sections.hpp"

namespace vae1 {
namespace {

// As in PNG: not text, and a transfer that rewrites line ends destroys it.
constexpr std::array<std::uint8_t, 8> magic = {0x89, 'V', 'A', 'E', '1', '\r', '\n', 0x1A};

// The tensors last, so that all else can be read without them.
constexpr std::array version_2_sections = {
    &options_section,   &image_section,      &columns_section,   &copula_section,
    &scaling_section,   &state_section,      &layers_section,    &skip_section,
    &history_section,   &best_section,       &threshold_section, &mixture_section,
    &reference_section, &attachment_section, &tensors_section};

void write(SavedModel& saved, ByteWriter& out) {
  out.put_all(std::span<const std::uint8_t>(magic));
  out.put(model_file_version);
  out.put(std::uint32_t{0});
  write_sections(out, version_2_sections, saved);
  out.put(out.checksum());
  out.flush();
}

}  // namespace

std::size_t model_file_size(SavedModel& saved) {
  ByteWriter counter;
  write(saved, counter);
  return counter.size();
}

void write_model_file(SavedModel& saved, const ByteWriter::Sink& sink) {
  ByteWriter out(sink);
  write(saved, out);
}

std::string read_model_file(std::span<const std::uint8_t> bytes, SavedModel& saved) {
  ByteReader start(bytes);
  const auto found = start.take(std::min(bytes.size(), magic.size()));
  if (!std::equal(found.begin(), found.end(), magic.begin()) || bytes.empty())
    return "this is not a model file of vae1: it does not begin with the signature";
  const auto version = start.get<std::uint32_t>();
  constexpr std::size_t checksum = sizeof(std::uint32_t);
  if (start.left() < 2 * checksum) return "the model file is incomplete";
  if (version > model_file_version)
    return "the model file has format version " + std::to_string(version) +
           ", from a later release; this one reads up to " + std::to_string(model_file_version);
  const auto content = bytes.first(bytes.size() - checksum);
  if (ByteReader(bytes.last(checksum)).get<std::uint32_t>() != crc32(content))
    return "the model file is damaged or incomplete: its checksum does not match";

  // From here on a fault means that another program wrote the file, or that this one has a bug.
  ByteReader in(content);
  in.take(magic.size() + sizeof version);
  if (in.get<std::uint32_t>() != 0 || version == 0) return "the model file's header is not valid";
  return version == 1 ? read_version_1(in, saved) : read_sections(in, version_2_sections, saved);
}

}  // namespace vae1
