#include "latent/latent_path.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace vae1 {
namespace {

using Latent = std::vector<float>;

Latent at(const Latent& a, const Latent& b, PathMethod method, double t) {
  Latent out(a.size());
  LatentPath(a, b, method).at(t, out.data());
  return out;
}

TEST(LatentPath, HasExactEnds) {
  const Latent a = {0.3F, -1.7F, 2.2F}, b = {-0.9F, 0.4F, 0.1F};
  for (const auto method : {PathMethod::linear, PathMethod::spherical}) {
    EXPECT_EQ(at(a, b, method, 0), a);
    EXPECT_EQ(at(a, b, method, 1), b);
  }
}

TEST(LatentPath, SphericalTurnsEvenlyAndKeepsTheLength) {
  const Latent a = {2, 0}, b = {0, 2};
  for (const double t : {0.25, 0.5, 0.9}) {
    const auto z = at(a, b, PathMethod::spherical, t);
    EXPECT_NEAR(z[0], 2 * std::cos(t * std::numbers::pi / 2), 1e-6);
    EXPECT_NEAR(z[1], 2 * std::sin(t * std::numbers::pi / 2), 1e-6);
  }
  EXPECT_EQ(at(a, b, PathMethod::linear, 0.5), (Latent{1, 1}));
}

TEST(LatentPath, IsStraightForVectorsThatDefineNoPlane) {
  const Latent a = {1, 2, -1};
  for (const Latent& b : {Latent{2, 4, -2}, Latent{-1, -2, 1}, Latent{0, 0, 0}, a})
    for (const double t : {0.0, 0.3, 1.0})
      EXPECT_EQ(at(a, b, PathMethod::spherical, t), at(a, b, PathMethod::linear, t));
}

}  // namespace
}  // namespace vae1
