#include "stream.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "../math/elementary.hpp"

namespace vae1 {
namespace {

// The midpoints of 2^32 equal parts of (0, 1): never 0, never 1.
double unit(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

template <class T, class Fill>
void fill_in_fours(std::span<T> out, Fill&& fill) {
  std::array<T, 4> four;
  for (std::size_t i = 0; i < out.size(); i += 4) {
    fill(static_cast<std::uint32_t>(i / 4), four);
    for (std::size_t k = 0; k < 4 && i + k < out.size(); ++k) out[i + k] = four[k];
  }
}

// Box and Muller (1958): two uniforms give two independent normals, radius * (cos, sin)(angle).
struct NormalPair {
  Lanes first, second;
};

// sqrt(-2 log u), u = unit(words). Small u, the far tail, is precise enough as a float. Near 1
// floats are too coarse, so u - 1 comes from the words themselves.
Lanes radius(WordLanes words) {
  const Lanes u = (__builtin_convertvector(words, Lanes) + splat(0.5F)) * splat(0x1p-32F);
  auto split = math::split_log(u);
  const auto missing = reinterpret_cast<IntLanes>(~words);  // not negative where u > 1/2
  const Lanes below_one =
      (__builtin_convertvector(missing, Lanes) + splat(0.5F)) * splat(-0x1p-32F);
  split.f = split.n == Lanes{} ? below_one : split.f;
  return square_root(splat(-2) * math::join_log(split));
}

NormalPair normal_pair(WordLanes for_radius, WordLanes for_angle) {
  // Split exactly into the nearest quarter of a turn and a remainder within an eighth on either
  // side.
  const WordLanes quarter = (for_angle + 0x20000000U) >> 30;
  const auto left = reinterpret_cast<IntLanes>(for_angle - (quarter << 30));
  const Lanes angle = (__builtin_convertvector(left, Lanes) + splat(0.5F)) *
                      splat(2 * std::numbers::pi_v<float> * 0x1p-32F);
  const Lanes r = radius(for_radius);
  const Lanes c = r * math::cos_eighth(angle), s = r * math::sin_eighth(angle);
  const auto odd = (quarter & 1U) == 1U;
  const WordLanes minus_first = ((quarter + 1U) & 2U) << 30, minus_second = (quarter & 2U) << 30;
  const auto with_sign = [](Lanes value, WordLanes sign) {
    return reinterpret_cast<Lanes>(reinterpret_cast<WordLanes>(value) ^ sign);
  };
  return {with_sign(odd ? s : c, minus_first), with_sign(odd ? c : s, minus_second)};
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

void Stream::normal(std::uint32_t epoch, std::uint64_t row, std::span<double> out,
                    std::uint32_t first) const {
  fill_in_fours(out, [&](std::uint32_t index, std::array<double, 4>& four) {
    const auto words = block(epoch, row, first + index);
    for (std::size_t k = 0; k < 4; k += 2) {
      const double radius = std::sqrt(-2 * std::log(unit(words[k])));
      const double angle = 2 * std::numbers::pi * unit(words[k + 1]);
      four[k] = radius * std::cos(angle);
      four[k + 1] = radius * std::sin(angle);
    }
  });
}

// The same numbers rounded to floats, four blocks at a time, one per lane.
void Stream::normal(std::uint32_t epoch, std::uint64_t row, std::span<float> out,
                    std::uint32_t first) const {
  for (std::size_t i = 0; i < out.size(); i += 16) {
    const auto index = first + static_cast<std::uint32_t>(i / 4);
    const auto words = philox<WordLanes>(
        {WordLanes{0, 1, 2, 3} + index, WordLanes{} + static_cast<std::uint32_t>(row),
         WordLanes{} + static_cast<std::uint32_t>(row >> 32), WordLanes{} + epoch},
        key_);
    const auto [a, b] = normal_pair(words[0], words[1]);
    const auto [c, d] = normal_pair(words[2], words[3]);
    float sixteen[16];
    for (Index lane = 0; lane < 4; ++lane) {
      const Lanes four = {a[lane], b[lane], c[lane], d[lane]};
      store(sixteen + 4 * lane, four);
    }
    std::copy_n(sixteen, std::min<std::size_t>(16, out.size() - i), out.data() + i);
  }
}

template void Stream::uniform(std::uint32_t, std::uint64_t, std::span<float>) const;
template void Stream::uniform(std::uint32_t, std::uint64_t, std::span<double>) const;

}  // namespace vae1
