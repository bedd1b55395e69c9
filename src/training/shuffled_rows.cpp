#include "shuffled_rows.hpp"

#include <algorithm>
#include <utility>

#include "../random/permutation.hpp"

namespace vae1 {

ShuffledRows::ShuffledRows(Dataset data)
    : data_(std::move(data)), order_(static_cast<std::size_t>(data_.rows())) {}

void ShuffledRows::begin_epoch(std::uint64_t seed, std::uint32_t epoch) {
  shuffle(seed, epoch, order_);
  position_ = 0;
}

Index ShuffledRows::next_batch(std::span<std::uint64_t> numbers, float* out) {
  const auto n = std::min(numbers.size(), order_.size() - position_);
  const auto batch = std::span(order_).subspan(position_, n);
  position_ += n;
  std::copy(batch.begin(), batch.end(), numbers.begin());
  data_.gather(batch, out);
  return static_cast<Index>(n);
}

}  // namespace vae1
