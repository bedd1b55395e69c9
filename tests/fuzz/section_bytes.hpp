// Finds the sections of a model file, for mutating the content of one; see docs/model-file.md.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace vae1 {

struct SectionBytes {
  std::size_t content;  // where the content begins in the file
  std::size_t length;

  std::size_t end() const { return content + length; }
  std::size_t padded_end() const { return (end() + 7) / 8 * 8; }
};

// The complete sections, up to the first incomplete one.
inline std::vector<SectionBytes> sections_of(std::span<const std::uint8_t> file) {
  constexpr std::size_t file_head = 16, section_head = 16, length_at = 8;
  std::vector<SectionBytes> sections;
  for (std::size_t at = file_head; at + section_head <= file.size();) {
    std::uint64_t length = 0;
    std::memcpy(&length, file.data() + at + length_at, sizeof length);
    if (length > file.size() - at - section_head) break;
    sections.push_back({at + section_head, static_cast<std::size_t>(length)});
    at = sections.back().padded_end();
  }
  return sections;
}

// Replaces the content of one section in place. `file` has room for `most` bytes and is unchanged
// if that is not enough. Returns the new size.
inline std::size_t replace_content(std::span<std::uint8_t> file, SectionBytes section,
                                   std::span<const std::uint8_t> content, std::size_t most) {
  const std::size_t rest_at = std::min(section.padded_end(), file.size());
  const std::vector<std::uint8_t> rest(file.begin() + static_cast<std::ptrdiff_t>(rest_at),
                                       file.end());
  const SectionBytes changed = {section.content, content.size()};
  if (changed.padded_end() + rest.size() > most) return file.size();
  const std::uint64_t length = content.size();
  std::uint8_t* to = file.data() + section.content;
  std::memcpy(to - sizeof length, &length, sizeof length);
  to = std::copy(content.begin(), content.end(), to);
  to = std::fill_n(to, changed.padded_end() - changed.end(), std::uint8_t{0});
  return static_cast<std::size_t>(std::copy(rest.begin(), rest.end(), to) - file.data());
}

}  // namespace vae1
