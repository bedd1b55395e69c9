// A density on [0, 1] that is proportional to e^(a u).
#pragma once

#include <cmath>

#include "cell.hpp"

namespace vae1 {

template <class T>
class ExponentialSlope {
 public:
  explicit ExponentialSlope(T a) : a_(a), half_(a / 2), size_(std::abs(half_)) {
    if (size_ >= least) left_ = cell::exp(-2 * size_);
  }

  // a (u - 1/2) - log(sinh(a/2) / (a/2))
  __attribute__((noinline)) T log_density(T u) const {
    const T square = half_ * half_;
    const T log_mean =
        size_ < least
            ? square / 6 * (1 - square / 30 * (1 - square * 4 / 63 * (1 - square * 3 / 40)))
            : size_ + cell::log((1 - left_) / (2 * size_));
    return a_ * (u - T(0.5)) - log_mean;
  }
  // By a.
  T derivative(T u) const {
    const T square = half_ * half_;
    const T slope = size_ < least
                        ? half_ / 3 * (1 - square / 15 * (1 - square * 2 / 21 * (1 - square / 10)))
                        : std::copysign((1 + left_) / (1 - left_) - 1 / size_, half_);
    return u - T(0.5) - slope / 2;
  }
  // Where the distribution function is `share`, which is below 1.
  __attribute__((noinline)) T quantile(T share) const {
    if (size_ < static_cast<T>(1e-3)) return share + a_ * share * (1 - share) / 2;
    const T up = half_ > 0 ? share : 1 - share;
    const T rest = left() + up * (1 - left());
    const T u = rest > 0 ? std::max(T(0), 1 + cell::log(rest) / (2 * size_)) : T(0);
    return half_ > 0 ? u : 1 - u;
  }

 private:
  // Below, the series of log(sinh x / x) and of its derivative are exact to single precision.
  static constexpr T least = static_cast<T>(0.3);

  T left() const { return size_ < least ? cell::exp(-2 * size_) : left_; }

  T a_, half_, size_, left_ = 0;
};

}  // namespace vae1
