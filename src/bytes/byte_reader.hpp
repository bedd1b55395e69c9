// The counterpart of ByteWriter. It never reads past the end: missing bytes read as 0 and ok() is
// false from then on, so a parser checks once at the end of a section.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>

namespace vae1 {

class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : ByteReader(bytes, bytes.data()) {}

  template <class N>
  N get() {
    N number{};
    get_to(std::span(&number, 1));
    return number;
  }
  // Leaves the numbers as they are if bytes are missing.
  template <class N>
  void get_to(std::span<N> numbers) {
    const auto found = take(numbers.size_bytes());
    if (!found.empty()) std::memcpy(numbers.data(), found.data(), found.size());
  }
  std::span<const std::uint8_t> take(std::size_t count) {
    if (count > bytes_.size()) ok_ = false;
    if (!ok_) return {};
    const auto taken = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return taken;
  }
  // A reader of the next `count` bytes, which knows where they lie in the whole.
  ByteReader part(std::size_t count) { return {take(count), first_}; }
  std::size_t position() const { return static_cast<std::size_t>(bytes_.data() - first_); }
  // Passes zeros up to a multiple in the whole.
  void zeros_to(std::size_t multiple) {
    while (ok_ && position() % multiple != 0) require(get<std::uint8_t>() == 0);
  }
  void require(bool condition) { ok_ = ok_ && condition; }
  std::size_t left() const { return bytes_.size(); }
  bool ok() const { return ok_; }
  bool read_exactly() const { return ok_ && bytes_.empty(); }

 private:
  ByteReader(std::span<const std::uint8_t> bytes, const std::uint8_t* first)
      : bytes_(bytes), first_(first) {}

  std::span<const std::uint8_t> bytes_;
  const std::uint8_t* first_;  // of the whole
  bool ok_ = true;
};

}  // namespace vae1
