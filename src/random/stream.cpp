#include "stream.hpp"

#include <cmath>
#include <numbers>

namespace vae1 {
namespace {

// The middles of 2^32 equal parts of (0, 1): never 0, never 1.
double unit(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

template <class T, class Fill>
void fill_in_fours(std::span<T> out, Fill&& fill) {
  std::array<T, 4> four;
  for (std::size_t i = 0; i < out.size(); i += 4) {
    fill(static_cast<std::uint32_t>(i / 4), four);
    for (std::size_t k = 0; k < 4 && i + k < out.size(); ++k) out[i + k] = four[k];
  }
}

}  // namespace

Stream::Stream(std::uint64_t seed, Purpose purpose)
    : key_{static_cast<std::uint32_t>(seed),
           static_cast<std::uint32_t>(seed >> 32) |  // 21 bits: a seed is below 2^53
               static_cast<std::uint32_t>(purpose) << 24} {}

template <class T>
void Stream::uniform(std::uint32_t epoch, std::uint64_t row, std::span<T> out) const {
  fill_in_fours(out, [&](std::uint32_t index, std::array<T, 4>& four) {
    const auto words = block(epoch, row, index);
    for (std::size_t k = 0; k < 4; ++k) four[k] = static_cast<T>(2 * unit(words[k]) - 1);
  });
}

template <class T>
void Stream::normal(std::uint32_t epoch, std::uint64_t row, std::span<T> out) const {
  fill_in_fours(out, [&](std::uint32_t index, std::array<T, 4>& four) {
    const auto words = block(epoch, row, index);
    // Box and Muller (1958): two uniforms give two independent normals.
    for (std::size_t k = 0; k < 4; k += 2) {
      const double radius = std::sqrt(-2 * std::log(unit(words[k])));
      const double angle = 2 * std::numbers::pi * unit(words[k + 1]);
      four[k] = static_cast<T>(radius * std::cos(angle));
      four[k + 1] = static_cast<T>(radius * std::sin(angle));
    }
  });
}

template void Stream::uniform(std::uint32_t, std::uint64_t, std::span<float>) const;
template void Stream::uniform(std::uint32_t, std::uint64_t, std::span<double>) const;
template void Stream::normal(std::uint32_t, std::uint64_t, std::span<float>) const;
template void Stream::normal(std::uint32_t, std::uint64_t, std::span<double>) const;

}  // namespace vae1
