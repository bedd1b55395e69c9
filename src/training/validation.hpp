// The held-out rows of a training, measured piece by piece after each epoch, so that other callers
// get the model's thread between two pieces.
#pragma once

#include <optional>
#include <vector>

#include "../data/dataset.hpp"
#include "../network/vae.hpp"
#include "early_stopping.hpp"

namespace vae1 {

class Validation {
 public:
  Validation(Dataset rows, std::optional<EarlyStopping> stopping)
      : rows_(std::move(rows)), stopping_(stopping) {}

  const std::optional<EarlyStopping>& stopping() const { return stopping_; }

  void restart();
  std::uint64_t position() const { return position_; }  // number of the next row
  bool at_end() const { return position_ == rows_.rows(); }
  // Writes the next rows, at most `most`, to out (n x D). Returns n.
  Index next_piece(Index most, float* out);
  void add(const BatchLosses& sums);
  Losses means(double log_determinant) const;  // once all rows are measured
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
