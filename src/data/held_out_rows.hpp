// Rows in the model's units that measure the model and are not trained on.
#pragma once

#include "dataset.hpp"

namespace vae1 {

class HeldOutRows {
 public:
  HeldOutRows(std::uint64_t rows, Index features, RowKind source, Likelihood likelihood)
      : data_(rows, features, source, likelihood) {}

  void append(const Rows& rows, const FeatureScaling& scaling) {
    data_.append(rows, scaling);
    for (Index row = 0; row < rows.count; ++row)
      own_units_ += scaling.own_units(rows.slice(row, 1));
  }

  std::uint64_t rows() const { return data_.rows(); }
  Index features() const { return data_.features(); }
  // Sum of FeatureScaling::own_units(), which cannot be computed from the model's units.
  double own_units() const { return own_units_; }
  // out (n x D) = the rows with these indices.
  void gather(std::span<const std::uint32_t> indices, float* out) const {
    data_.gather(indices, out);
  }

 private:
  Dataset data_;
  double own_units_ = 0;
};

}  // namespace vae1
