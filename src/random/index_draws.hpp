// Uniform integers, drawn in sequence from an epoch's stream.
#pragma once

#include "stream.hpp"

namespace vae1 {

class IndexDraws {
 public:
  IndexDraws(std::uint64_t seed, Purpose purpose, std::uint32_t epoch)
      : stream_(seed, purpose), epoch_(epoch) {}

  // Uniform on 0 ... bound - 1, without bias: Lemire, "Fast Random Integer Generation in an
  // Interval", ACM TOMACS 2019.
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t product = std::uint64_t{next()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t threshold = -bound % bound;
      while (static_cast<std::uint32_t>(product) < threshold)
        product = std::uint64_t{next()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  std::uint32_t next() {
    if (used_ == 4) {
      words_ = stream_.block(epoch_, blocks_++, 0);
      used_ = 0;
    }
    return words_[used_++];
  }

  Stream stream_;
  std::uint32_t epoch_;
  std::uint64_t blocks_ = 0;
  PhiloxCounter words_{};
  std::size_t used_ = 4;
};

}  // namespace vae1
