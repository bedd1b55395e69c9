#include "shuffle_buffer.hpp"

#include <algorithm>
#include <utility>

namespace vae1 {

ShuffleBuffer::ShuffleBuffer(Size size, RowKind kind, Likelihood likelihood, FeatureScaling scaling,
                             std::optional<std::uint64_t> rows)
    : slots_(size.capacity(), scaling.features(), kind, likelihood),
      likelihood_(likelihood),
      scaling_(std::move(scaling)),
      expected_(rows),
      numbers_(static_cast<std::size_t>(size.capacity())),
      picked_(numbers_.size()),
      queue_(numbers_.size()),
      window_size_(static_cast<std::size_t>(size.window)) {
  window_.reserve(window_size_);
  free_.resize(numbers_.size());
  for (std::size_t slot = 0; slot < free_.size(); ++slot)
    free_[slot] = static_cast<std::uint32_t>(slot);
}

void ShuffleBuffer::begin_pass() {
  appended_ = 0;
  ended_ = false;
}

std::optional<Fault> ShuffleBuffer::append(const Rows& rows) {
  if (auto fault = fault_in(rows, likelihood_, scaling_.rows_vary())) {
    fault->row += appended_;
    return fault;
  }
  for (Index row = 0; row < rows.count; ++row) {
    const auto slot = free_.back();
    free_.pop_back();
    slots_.put(slot, rows.slice(row, 1), scaling_);
    numbers_[slot] = appended_++;
    if (window_.size() < window_size_)
      window_.push_back(slot);
    else
      queue_[(head_ + waiting_++) % queue_.size()] = slot;
  }
  return std::nullopt;
}

void ShuffleBuffer::end_pass() {
  ended_ = true;
  expected_ = appended_;
}

std::optional<std::uint64_t> ShuffleBuffer::rows() const {
  if (expected_ && appended_ > *expected_)
    return std::nullopt;  // more rows than in the previous pass
  return expected_;
}

Index ShuffleBuffer::next_batch(std::span<std::uint64_t> numbers, float* out) {
  const auto n = std::min(numbers.size(), window_.size() + waiting_);
  for (std::size_t i = 0; i < n; ++i) {
    auto& place = window_[draws_.below(static_cast<std::uint32_t>(window_.size()))];
    const auto slot = place;
    picked_[i] = slot;
    numbers[i] = numbers_[slot];
    if (waiting_ > 0) {
      place = next_waiting();
    } else {
      place = window_.back();
      window_.pop_back();
    }
    free_.push_back(slot);
  }
  slots_.gather(std::span(picked_).first(n), out);
  return static_cast<Index>(n);
}

std::uint32_t ShuffleBuffer::next_waiting() {
  const auto slot = queue_[head_];
  head_ = (head_ + 1) % queue_.size();
  --waiting_;
  return slot;
}

}  // namespace vae1
