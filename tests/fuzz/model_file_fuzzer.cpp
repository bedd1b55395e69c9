// Fuzzes the reader of model files with libFuzzer. Any bytes are either refused or become a model
// that works and saves the same bytes again. `npm run fuzz` builds and runs it.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <span>
#include <variant>
#include <vector>

#include "bytes/crc32.hpp"
#include "file/model_file.hpp"
#include "model.hpp"
#include "reads/read.hpp"
#include "section_bytes.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace vae1 {
namespace {

// With a wrong checksum, a changed file would be refused before anything else is read.
std::vector<std::uint8_t> signed_copy(std::span<const std::uint8_t> bytes) {
  std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
  constexpr std::size_t checksum = sizeof(std::uint32_t);
  if (copy.size() < checksum) return copy;
  const std::uint32_t crc = crc32(bytes.first(bytes.size() - checksum));
  std::memcpy(copy.data() + copy.size() - checksum, &crc, checksum);
  return copy;
}

void read(Model& model, const char* name, const void* data, RowKind kind,
          std::initializer_list<double> arguments) {
  Reads().begin(model, read_named(name), {{data, kind, 1, model.features()}}, arguments);
}

void read_table_rows(Model& model) {
  const std::vector<double> row(static_cast<std::size_t>(model.features()));
  for (const double source : {0, 1})
    if (source == 0 || model.fitted().mixture)
      read(model, "generateTable", row.data(), RowKind::float64, {1, source});
  read(model, "reconstructTable", row.data(), RowKind::float64, {});
}

void read_rows(Model& model) {
  const std::vector<float> row(static_cast<std::size_t>(model.features()));
  for (const double mean : {1, 0}) read(model, "generate", nullptr, RowKind::float32, {1, 0, mean});
  if (model.fitted().mixture) read(model, "generate", nullptr, RowKind::float32, {1, 1, 1});
  read(model, "reconstruct", row.data(), RowKind::float32, {});
}

std::vector<std::uint8_t> saved_again(const Model& model) {
  auto saved = model.saved();
  std::vector<std::uint8_t> bytes;
  write_model_file(saved, [&](std::span<const std::uint8_t> piece) {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
  });
  if (model_file_size(saved) != bytes.size()) {
    std::fputs("The file is not as large as predicted.\n", stderr);
    std::abort();
  }
  return bytes;
}

// A file of an earlier version is saved as one of this version, which must come back.
void fuzz(std::span<const std::uint8_t> bytes, bool again = false) {
  SavedModel saved;
  if (!read_model_file(bytes, saved).empty()) return again ? std::abort() : void();
  auto restored = Model::restored(std::move(saved));
  auto* model = std::get_if<Model>(&restored);
  if (!model) return again ? std::abort() : void();
  const auto now = saved_again(*model);
  constexpr std::size_t version_at = 8;
  if (now[version_at] != bytes[version_at]) {
    if (again) std::abort();
    return fuzz(now, true);
  }
  const auto differing = std::mismatch(now.begin(), now.end(), bytes.begin(), bytes.end()).first;
  if (now.size() != bytes.size() || differing != now.end()) {
    std::fprintf(stderr, "The file was read but saved with different bytes, first at %td.\n",
                 differing - now.begin());
    std::abort();
  }
  model->columns().empty() ? read_rows(*model) : read_table_rows(*model);
}

}  // namespace
}  // namespace vae1

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  vae1::fuzz(vae1::signed_copy({data, size}));
  return 0;
}

// Half of the time, changes the content and the length of one section consistently; otherwise
// hardly any change of size would get past the section's head.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  const auto sections = vae1::sections_of({data, size});
  if (sections.empty() || seed % 2 == 0) return LLVMFuzzerMutate(data, size, most);
  const auto& section = sections[seed / 2 % sections.size()];
  std::vector<std::uint8_t> content(data + section.content, data + section.end());
  const std::size_t room = section.length + (most - size);
  if (room == 0) return LLVMFuzzerMutate(data, size, most);
  content.resize(room);
  content.resize(LLVMFuzzerMutate(content.data(), section.length, room));
  return vae1::replace_content({data, size}, section, content, most);
}
