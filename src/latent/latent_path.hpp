// A path from one latent vector to another; both ends are exact.
//
// Spherical: Shoemake (1985), "Animating Rotation with Quaternion Curves", SIGGRAPH; for latents
// White (2016), "Sampling Generative Networks", arXiv:1609.04468. Between vectors of equal length
// it keeps that length, as nearly all draws from a high-dimensional prior do, while the straight
// line cuts through the middle. Parallel, opposite and zero vectors define no plane to rotate in;
// for them the path is the straight line.
#pragma once

#include <cstdint>
#include <span>

namespace vae1 {

enum class PathMethod : std::uint8_t { linear, spherical };

class LatentPath {
 public:
  // a, b: L values each, which must outlive the path.
  LatentPath(std::span<const float> a, std::span<const float> b, PathMethod method);

  // The point at t in [0, 1]. out: L values.
  void at(double t, float* out) const;
  // Points first, first + 1, ... of `steps` at equal distances, both ends included. out: n x L.
  void points(double steps, std::uint64_t first, std::size_t n, float* out) const;

 private:
  std::span<const float> a_, b_;
  double angle_ = 0;  // between a and b; 0 for the straight line
};

}  // namespace vae1
