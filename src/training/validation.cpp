#include "validation.hpp"

#include <algorithm>
#include <numeric>

#include "../bytes/crc32.hpp"

namespace vae1 {

void Validation::restart() {
  fingerprinted_ = at_end();
  position_ = 0;
  sums_ = {};
}

Index Validation::next_piece(Index most, float* out) {
  const auto n = std::min(static_cast<std::uint64_t>(most), rows_.rows() - position_);
  indices_.resize(static_cast<std::size_t>(n));
  std::iota(indices_.begin(), indices_.end(), static_cast<std::uint32_t>(position_));
  rows_.gather(indices_, out);
  position_ += n;
  if (!fingerprinted_) {
    // FNV-1a over the rows' checksums.
    const auto bytes = static_cast<std::size_t>(rows_.features()) * sizeof(float);
    const auto* row = reinterpret_cast<const std::uint8_t*>(out);
    for (std::uint64_t i = 0; i < n; ++i, row += bytes)
      fingerprint_ = (fingerprint_ ^ crc32({row, bytes})) * 0x100000001B3U;
  }
  return static_cast<Index>(n);
}

void Validation::add(const BatchLosses& sums) {
  sums_.loss += sums.loss;
  sums_.reconstruction += sums.reconstruction;
  sums_.kl += sums.kl;
}

Losses Validation::means(double log_determinant) const {
  const auto rows = static_cast<double>(rows_.rows());
  const double units = log_determinant + rows_.mean_own_units();
  return {sums_.loss / rows + units, sums_.reconstruction / rows + units, sums_.kl / rows};
}

}  // namespace vae1
