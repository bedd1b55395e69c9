// Rows that are all in memory. Each epoch visits them in its own order.
#pragma once

#include <algorithm>
#include <vector>

#include "../data/dataset.hpp"
#include "../random/permutation.hpp"
#include "row_source.hpp"

namespace vae1 {

class ShuffledRows : public RowSource {
 public:
  explicit ShuffledRows(Dataset data)
      : data_(std::move(data)), order_(static_cast<std::size_t>(data_.rows())) {}

  std::optional<std::uint64_t> rows() const override { return data_.rows(); }
  double mean_own_units() const override { return data_.mean_own_units(); }
  void begin_epoch(std::uint64_t seed, std::uint32_t epoch) override {
    shuffle(seed, epoch, order_);
    position_ = 0;
  }
  bool ready(std::size_t) const override { return true; }
  Index next_batch(std::span<std::uint64_t> numbers, float* out) override {
    const auto n = std::min(numbers.size(), order_.size() - position_);
    const auto batch = std::span(order_).subspan(position_, n);
    position_ += n;
    std::copy(batch.begin(), batch.end(), numbers.begin());
    data_.gather(batch, out);
    return static_cast<Index>(n);
  }
  bool at_epoch_end() const override { return position_ == order_.size(); }

 private:
  Dataset data_;
  std::vector<std::uint32_t> order_;
  std::size_t position_ = 0;
};

}  // namespace vae1
