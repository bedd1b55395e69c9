// The counterpart of ByteWriter. It never reads past the end: missing bytes read as 0 and ok() is
// false from then on, so a parser checks once at the end of a section.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace vae1 {

class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  template <class N>
  N get() {
    N number{};
    if (enough_for<N>(1)) std::memcpy(&number, take(sizeof number).data(), sizeof number);
    return number;
  }
  // Allocates nothing for numbers that are missing.
  template <class N>
  std::vector<N> get_all(std::size_t count) {
    if (!enough_for<N>(count)) return {};
    std::vector<N> numbers(count);
    if (count > 0) std::memcpy(numbers.data(), take(count * sizeof(N)).data(), count * sizeof(N));
    return numbers;
  }
  std::span<const std::uint8_t> take(std::size_t count) {
    if (!enough_for<std::uint8_t>(count)) return {};
    const auto taken = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return taken;
  }
  std::size_t left() const { return bytes_.size(); }
  bool ok() const { return ok_; }
  bool read_exactly() const { return ok_ && bytes_.empty(); }

 private:
  template <class N>
  bool enough_for(std::size_t count) {
    if (count > bytes_.size() / sizeof(N)) ok_ = false;
    return ok_;
  }

  std::span<const std::uint8_t> bytes_;
  bool ok_ = true;
};

}  // namespace vae1
