// A path from one latent vector to another; both ends are exact.
//
// Spherical: Shoemake (1985), "Animating Rotation with Quaternion Curves", SIGGRAPH; for latents
// White (2016), "Sampling Generative Networks", arXiv:1609.04468. Between vectors of equal length
// it keeps that length, as nearly all draws from a high-dimensional prior do, while the straight
// line cuts through the middle. Parallel, opposite and zero vectors define no plane to rotate in;
// for them the path is the straight line.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "../math/cosine.hpp"

namespace vae1 {

enum class PathMethod : std::uint8_t { linear, spherical };

class LatentPath {
 public:
  // a, b: L values each, which must outlive the path.
  LatentPath(std::span<const float> a, std::span<const float> b, PathMethod method) : a_(a), b_(b) {
    const double lengths = std::sqrt(dot(a, a)) * std::sqrt(dot(b, b));
    if (method == PathMethod::linear || lengths == 0) return;
    const double angle = std::acos(std::clamp(dot(a, b) / lengths, -1.0, 1.0));
    if (math::sine(angle) > smallest_sine) angle_ = angle;
  }

  // The point at t in [0, 1]. out: L values.
  void at(double t, float* out) const {
    double of_a = 1 - t, of_b = t;
    if (angle_ > 0) {
      of_a = math::sine(of_a * angle_) / math::sine(angle_);
      of_b = math::sine(of_b * angle_) / math::sine(angle_);
    }
    for (std::size_t j = 0; j < a_.size(); ++j)
      out[j] = static_cast<float>(of_a * a_[j] + of_b * b_[j]);
  }
  // Points first, first + 1, ... of `steps` at equal distances, both ends included. out: n x L.
  void points(double steps, std::uint64_t first, std::size_t n, float* out) const {
    for (std::size_t i = 0; i < n; ++i)
      at(static_cast<double>(first + i) / (steps - 1), out + i * a_.size());
  }

 private:
  // The smallest sine of the angle: the weights of the ends divide by it.
  static constexpr double smallest_sine = 1e-6;

  static double dot(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t j = 0; j < a.size(); ++j) sum += double{a[j]} * double{b[j]};
    return sum;
  }

  std::span<const float> a_, b_;
  double angle_ = 0;  // between a and b; 0 for the straight line
};

}  // namespace vae1
