// Rows in the model's units: floats, or bytes that are converted batch by batch.
#pragma once

#include <memory>
#include <span>

#include "feature_scaling.hpp"
#include "rows.hpp"

namespace vae1 {

class Dataset {
 public:
  // Storage for `rows` rows. Bytes stay bytes if the model takes them unscaled. held_out: whether
  // the rows measure the model and are not trained on.
  Dataset(std::uint64_t rows, Index features, RowKind source, Likelihood likelihood,
          bool held_out = false);

  static bool keeps_bytes(RowKind source, Likelihood likelihood) {
    return source == RowKind::bytes &&
           (likelihood == Likelihood::bernoulli || likelihood == Likelihood::discretized_logistic);
  }

  // Writes rows first, first + 1, ...
  void put(std::uint64_t first, const Rows& rows, const FeatureScaling& scaling);
  // Writes rows after those appended before.
  void append(const Rows& rows, const FeatureScaling& scaling) {
    put(filled_, rows, scaling);
    filled_ += static_cast<std::uint64_t>(rows.count);
  }
  std::uint64_t rows() const { return rows_; }  // N
  // The mean of FeatureScaling::own_units() over the rows written, which cannot be computed from
  // the model's units; of rows to train on, 0 unless rows vary in more than the constants.
  double mean_own_units() const {
    return written_ == 0 ? 0 : own_units_ / static_cast<double>(written_);
  }
  Index features() const { return features_; }  // D

  // out (n x D) = the rows with these indices.
  void gather(std::span<const std::uint32_t> indices, float* out) const;

 private:
  std::uint64_t rows_, filled_ = 0;
  double own_units_ = 0;
  std::uint64_t written_ = 0;
  Index features_;
  bool bytes_, held_out_;
  std::unique_ptr<float[]> floats_;
  std::unique_ptr<std::uint8_t[]> raw_;
};

}  // namespace vae1
