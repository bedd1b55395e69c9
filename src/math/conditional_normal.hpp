// A normal distribution of D numbers, some of which become known one after another.
#pragma once

#include <vector>

#include "../types.hpp"

namespace vae1 {

struct NormalMoments {
  std::vector<double> mean;        // D
  std::vector<double> covariance;  // D x D, symmetric and positive definite

  Index size() const { return static_cast<Index>(mean.size()); }
  double variance(Index k) const { return covariance[static_cast<std::size_t>(k * (size() + 1))]; }
};

// The moments given the numbers that are known, by the sweep operator: Little and Rubin (2019),
// "Statistical Analysis with Missing Data", 7.4.3.
class ConditionalNormal {
 public:
  // The doubles that it works in.
  static constexpr Index working(Index D) { return D * D + 2 * D; }

  // Nothing is known yet. working: working(D) numbers.
  ConditionalNormal(const NormalMoments& moments, double* working);

  // Number k, which was not known, is x. One that follows from those known changes nothing else.
  void know(Index k, double x);
  double mean(Index k) const { return mean_[k]; }
  // Between number k and each of the D, 0 for those known.
  const double* covariances(Index k) const { return covariance_ + k * size_; }
  double variance(Index k) const { return covariance_[k * size_ + k]; }

 private:
  Index size_;
  double *mean_, *with_known_, *covariance_;
};

}  // namespace vae1
