#include "latent_path.hpp"

#include <algorithm>
#include <cmath>

#include "../math/cosine.hpp"

namespace vae1 {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += double{a[j]} * double{b[j]};
  return sum;
}

// The smallest sine of the angle: the weights below divide by it.
constexpr double smallest_sine = 1e-6;

}  // namespace

LatentPath::LatentPath(std::span<const float> a, std::span<const float> b, PathMethod method)
    : a_(a), b_(b) {
  const double lengths = std::sqrt(dot(a, a)) * std::sqrt(dot(b, b));
  if (method == PathMethod::linear || lengths == 0) return;
  const double angle = std::acos(std::clamp(dot(a, b) / lengths, -1.0, 1.0));
  if (math::sine(angle) > smallest_sine) angle_ = angle;
}

void LatentPath::at(double t, float* out) const {
  double of_a = 1 - t, of_b = t;
  if (angle_ > 0) {
    of_a = math::sine(of_a * angle_) / math::sine(angle_);
    of_b = math::sine(of_b * angle_) / math::sine(angle_);
  }
  for (std::size_t j = 0; j < a_.size(); ++j)
    out[j] = static_cast<float>(of_a * a_[j] + of_b * b_[j]);
}

void LatentPath::points(double steps, std::uint64_t first, std::size_t n, float* out) const {
  for (std::size_t i = 0; i < n; ++i)
    at(static_cast<double>(first + i) / (steps - 1), out + i * a_.size());
}

}  // namespace vae1
