// CRC-32 as in zlib and PNG (ISO 3309, polynomial 0xEDB88320): detects every change of a single
// byte. before: of the bytes before these.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace vae1 {

constexpr std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before = 0) {
  constexpr auto table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ (value & 1 ? 0xEDB88320 : 0);
      entries[i] = value;
    }
    return entries;
  }();
  std::uint32_t crc = ~before;
  for (const auto byte : bytes) crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF];
  return ~crc;
}

}  // namespace vae1
