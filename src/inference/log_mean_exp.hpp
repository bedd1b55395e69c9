// log(1/K sum exp(x_k)) of a sequence of numbers, without overflow and without storing them: the
// sum is relative to the largest number so far.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace vae1 {

class LogMeanExp {
 public:
  void add(double x) {
    ++count_;
    if (x == -std::numeric_limits<double>::infinity()) return;
    if (x <= largest_) {
      sum_ += std::exp(x - largest_);
    } else {
      sum_ = 1 + sum_ * std::exp(largest_ - x);
      largest_ = x;
    }
  }
  double value() const { return largest_ + std::log(sum_ / static_cast<double>(count_)); }

 private:
  double largest_ = -std::numeric_limits<double>::infinity();
  double sum_ = 0;  // of exp(x - largest)
  std::uint64_t count_ = 0;
};

}  // namespace vae1
