// Appends little-endian numbers to a growing block of bytes.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace vae1 {

static_assert(std::endian::native == std::endian::little, "the model file is little-endian");

class ByteWriter {
 public:
  template <class N>
  void put(N number) {
    put_all(std::span<const N>(&number, 1));
  }
  template <class N>
  void put_all(std::span<const N> numbers) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + numbers.size_bytes());
    if (!numbers.empty()) std::memcpy(bytes_.data() + at, numbers.data(), numbers.size_bytes());
  }
  void pad_to(std::size_t multiple) {
    while (bytes_.size() % multiple != 0) bytes_.push_back(0);
  }
  void overwrite(std::size_t at, std::uint64_t number) {
    std::memcpy(bytes_.data() + at, &number, sizeof number);
  }
  std::size_t size() const { return bytes_.size(); }
  std::span<const std::uint8_t> bytes() const { return bytes_; }
  void reserve(std::size_t size) { bytes_.reserve(size); }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace vae1
