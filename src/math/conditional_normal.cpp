#include "conditional_normal.hpp"

#include <algorithm>

namespace vae1 {
namespace {

// Below it a number follows from others, but for rounding. Those of this library are standardised.
constexpr double no_variance = 1e-9;

}  // namespace

ConditionalNormal::ConditionalNormal(const NormalMoments& moments, double* working)
    : size_(moments.size()),
      mean_(working),
      with_known_(working + size_),
      covariance_(working + 2 * size_) {
  std::copy_n(moments.mean.data(), size_, mean_);
  std::copy_n(moments.covariance.data(), size_ * size_, covariance_);
}

void ConditionalNormal::know(Index k, double x) {
  double* const own = covariance_ + k * size_;
  const double variance = own[k], change = x - mean_[k];
  if (variance > no_variance) {
    std::copy_n(own, size_, with_known_);
    for (Index a = 0; a < size_; ++a) {
      const double gain = with_known_[a] / variance;
      mean_[a] += gain * change;
      double* const row = covariance_ + a * size_;
      for (Index b = 0; b < size_; ++b) row[b] -= gain * with_known_[b];
    }
  }
  mean_[k] = x;
  for (Index a = 0; a < size_; ++a) own[a] = covariance_[a * size_ + k] = 0;
}

}  // namespace vae1
