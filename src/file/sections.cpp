#include "sections.hpp"

#include <algorithm>

namespace vae1 {
namespace {

constexpr std::size_t tag_size = 4;

bool begins_with(ByteReader in, const char* tag) {
  const auto found = in.take(tag_size);
  return std::equal(found.begin(), found.end(), tag, tag + tag_size);
}

}  // namespace

void write_sections(ByteWriter& out, Sections sections, SavedModel& saved) {
  for (const auto* section : sections) {
    if (section->there && !section->there(saved)) continue;
    out.put_all(std::span(section->tag, tag_size));
    out.put(std::uint32_t{0});
    ByteWriter content;
    section->describe(saved, Fields(content));
    out.put(std::uint64_t{content.size()});
    const Fields field(out);
    section->describe(saved, field);
    field.pad();
  }
}

std::string read_sections(ByteReader in, Sections sections, SavedModel& saved) {
  const char* bad = nullptr;
  for (const auto* section : sections) {
    const bool found = begins_with(in, section->tag);
    if (!found && section->there) continue;
    bad = section->tag;
    in.take(tag_size);
    const auto zero = in.get<std::uint32_t>();
    const auto length = in.get<std::uint64_t>();
    if (!found || zero != 0 || length > in.left()) break;
    auto content = in.part(static_cast<std::size_t>(length));
    in.zeros_to(Fields::alignment);
    section->describe(saved, Fields(content));
    if (!in.ok() || !content.read_exactly() || (section->there && !section->there(saved))) break;
    bad = nullptr;
  }
  if (!bad && in.left() > 0) bad = "last";
  if (!bad) return {};
  return std::string("the model file's ") + bad + " section is not valid";
}

}  // namespace vae1
