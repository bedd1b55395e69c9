// Philox4x32-10, a counter-based generator: the numbers at a counter depend only on key and
// counter, never on earlier draws. Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As Easy as
// 1, 2, 3", SC 2011, section 3.3.
#pragma once

#include <array>
#include <cstdint>

#include "../math/lanes.hpp"

namespace vae1 {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

struct WideWord {
  std::uint32_t high, low;
};

constexpr WideWord wide_product(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = std::uint64_t{a} * b;
  return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

// Word: std::uint32_t for one counter, or WordLanes for four counters at once.
template <class Word>
constexpr std::array<Word, 4> philox(std::array<Word, 4> counter, PhiloxKey key) {
  for (int round = 0; round < 10; ++round) {
    const auto a = wide_product(counter[0], 0xD2511F53);
    const auto b = wide_product(counter[2], 0xCD9E8D57);
    counter = {b.high ^ counter[1] ^ key[0], b.low, a.high ^ counter[3] ^ key[1], a.low};
    key[0] += 0x9E3779B9;  // the golden ratio
    key[1] += 0xBB67AE85;  // sqrt(3) - 1
  }
  return counter;
}

}  // namespace vae1
