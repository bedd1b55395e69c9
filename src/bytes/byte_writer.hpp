// Hands on little-endian numbers one after another, in pieces, so that a file never lies in memory
// as a whole. Without a sink it only counts their bytes.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "crc32.hpp"

namespace vae1 {

static_assert(std::endian::native == std::endian::little, "the model file is little-endian");

class ByteWriter {
 public:
  using Sink = std::function<void(std::span<const std::uint8_t>)>;

  explicit ByteWriter(Sink sink = {}) : sink_(std::move(sink)) {}

  template <class N>
  void put(N number) {
    put_all(std::span<const N>(&number, 1));
  }
  template <class N>
  void put_all(std::span<const N> numbers) {
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(numbers.data()),
                          numbers.size_bytes());
    size_ += bytes.size();
    if (!sink_) return;
    if (held_.size() + bytes.size() > most_held) flush();
    if (bytes.size() > most_held)
      hand_on(bytes);
    else
      held_.insert(held_.end(), bytes.begin(), bytes.end());
  }
  void pad_to(std::size_t multiple) {
    while (size_ % multiple != 0) put(std::uint8_t{0});
  }
  std::size_t size() const { return size_; }
  void flush() {
    if (sink_) hand_on(std::exchange(held_, {}));
  }
  // Of all bytes so far.
  std::uint32_t checksum() {
    flush();
    return checksum_;
  }

 private:
  static constexpr std::size_t most_held = 65536;

  void hand_on(std::span<const std::uint8_t> bytes) {
    checksum_ = crc32(bytes, checksum_);
    sink_(bytes);
  }

  Sink sink_;
  std::vector<std::uint8_t> held_;
  std::size_t size_ = 0;
  std::uint32_t checksum_ = 0;
};

}  // namespace vae1
