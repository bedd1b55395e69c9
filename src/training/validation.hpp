// The held-out rows of a training, measured piece by piece after each epoch, so that other callers
// get the model's thread between two pieces.
#pragma once

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "../bytes/crc32.hpp"
#include "../data/dataset.hpp"
#include "../network/vae.hpp"
#include "early_stopping.hpp"

namespace vae1 {

class Validation {
 public:
  Validation(Dataset rows, std::optional<EarlyStopping> stopping)
      : rows_(std::move(rows)), stopping_(stopping) {}

  const std::optional<EarlyStopping>& stopping() const { return stopping_; }

  void restart() {
    fingerprinted_ = at_end();
    position_ = 0;
    sums_ = {};
  }
  const Dataset& rows() const { return rows_; }
  std::uint64_t position() const { return position_; }  // number of the next row
  bool at_end() const { return position_ == rows_.rows(); }
  // Writes the next rows, at most `most`, to out (n x D). Returns n.
  Index next_piece(Index most, float* out) {
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
  void add(const BatchLosses& sums) {
    sums_.loss += sums.loss;
    sums_.reconstruction += sums.reconstruction;
    sums_.kl += sums.kl;
  }
  // Once all rows are measured.
  Losses means(double log_determinant) const {
    const auto rows = static_cast<double>(rows_.rows());
    const double units = log_determinant + rows_.mean_own_units();
    return {sums_.loss / rows + units, sums_.reconstruction / rows + units, sums_.kl / rows};
  }
  // Equal for equal rows; known after the first pass.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  Dataset rows_;
  std::optional<EarlyStopping> stopping_;
  std::vector<std::uint32_t> indices_;  // of a piece
  std::uint64_t position_ = 0;
  Losses sums_;
  std::uint64_t fingerprint_ = 0;
  bool fingerprinted_ = false;
};

}  // namespace vae1
