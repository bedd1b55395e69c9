// The elementary functions of Lanes against the C++ library's in double precision, over the whole
// range of floats, with the bounds that math/elementary.hpp states.
#include "math/elementary.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

#include "math/cosine.hpp"

namespace vae1 {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr double smallest_normal = std::numeric_limits<float>::min();

// The distance between neighbouring floats at |x|.
double ulp(double x) { return std::ldexp(1.0, std::max(std::ilogb(x), -126) - 23); }

struct Worst {
  double ulps = 0;
  float at = 0;
};

// Every 997th float from -infinity to infinity (a prime, so that all low bits occur), within
// [low, high].
template <class Function, class Reference>
Worst worst_error(const Function& f, const Reference& reference, float low = -infinity,
                  float high = infinity) {
  Worst worst;
  constexpr std::uint32_t stride = 997;
  for (std::uint64_t first = 0; first < (std::uint64_t{1} << 32); first += 4 * stride) {
    Lanes x{};
    for (std::uint32_t lane = 0; lane < 4; ++lane)
      x[lane] = std::bit_cast<float>(static_cast<std::uint32_t>(first + lane * stride));
    const Lanes y = f(x);
    for (int lane = 0; lane < 4; ++lane) {
      if (!(x[lane] >= low && x[lane] <= high)) continue;
      const double expected = reference(static_cast<double>(x[lane])), actual = y[lane];
      if (std::abs(expected) > static_cast<double>(std::numeric_limits<float>::max())) {
        EXPECT_EQ(actual, std::copysign(infinity, expected)) << x[lane];
        continue;
      }
      // Below the smallest normal number 0 is right, too.
      const bool tiny = std::abs(expected) < smallest_normal;
      if (tiny && std::abs(actual) <= smallest_normal) continue;
      const double error = std::abs(actual - expected) / ulp(expected);
      if (!(error <= worst.ulps)) worst = {error, x[lane]};
    }
  }
  return worst;
}

template <class Function>
float at(const Function& f, float x) {
  return f(splat(x))[0];
}

#define EXPECT_WITHIN(bound, ...)                      \
  do {                                                 \
    const Worst worst = worst_error(__VA_ARGS__);      \
    EXPECT_LE(worst.ulps, bound) << "at " << worst.at; \
  } while (false)

TEST(Exp, StaysWithinItsBound) {
  const auto exp = [](auto x) { return math::exp(x); };
  EXPECT_WITHIN(1.1, exp, exp);
  EXPECT_EQ(at(exp, 0), 1);
  EXPECT_EQ(at(exp, -infinity), 0);
  EXPECT_EQ(at(exp, infinity), infinity);
  EXPECT_TRUE(std::isnan(at(exp, nan)));
}

TEST(Expm1, StaysWithinItsBound) {
  const auto expm1 = [](auto x) { return math::expm1(x); };
  EXPECT_WITHIN(3.5, expm1, expm1);
  EXPECT_EQ(at(expm1, 0), 0);
  EXPECT_EQ(at(expm1, -infinity), -1);
  EXPECT_EQ(at(expm1, infinity), infinity);
  EXPECT_TRUE(std::isnan(at(expm1, nan)));
}

TEST(Log, StaysWithinItsBound) {
  const auto log = [](auto x) { return math::log(x); };
  EXPECT_WITHIN(1, log, log, std::numeric_limits<float>::denorm_min());
  EXPECT_EQ(at(log, 1), 0);
  EXPECT_EQ(at(log, 0), -infinity);
  EXPECT_EQ(at(log, -0.0F), -infinity);
  EXPECT_EQ(at(log, infinity), infinity);
  for (const float outside : {-1e-40F, -1.0F, -infinity, nan})
    EXPECT_TRUE(std::isnan(at(log, outside))) << outside;
}

TEST(Log1p, StaysWithinItsBoundBetweenZeroAndOne) {
  const auto log1p = [](auto e) { return math::log1p_unit(e); };
  EXPECT_WITHIN(2, log1p, log1p, 0, 1);
}

TEST(Sigmoid, StaysWithinItsBound) {
  const auto sigmoid = [](auto x) { return math::sigmoid(x); };
  EXPECT_WITHIN(3, sigmoid, sigmoid);
  EXPECT_EQ(at(sigmoid, 0), 0.5F);
  EXPECT_EQ(at(sigmoid, -infinity), 0);
  EXPECT_EQ(at(sigmoid, infinity), 1);
  EXPECT_TRUE(std::isnan(at(sigmoid, nan)));
}

TEST(Softplus, StaysWithinItsBound) {
  const auto softplus = [](auto x) { return math::softplus(x); };
  EXPECT_WITHIN(3, softplus, softplus);
  EXPECT_EQ(at(softplus, -infinity), 0);
  EXPECT_EQ(at(softplus, infinity), infinity);
  EXPECT_TRUE(std::isnan(at(softplus, nan)));
}

TEST(Tanh, StaysWithinItsBound) {
  const auto tanh = [](auto x) { return math::tanh(x); };
  EXPECT_WITHIN(3, tanh, tanh);
  EXPECT_TRUE(std::signbit(at(tanh, -0.0F)));
  EXPECT_EQ(at(tanh, -infinity), -1);
  EXPECT_EQ(at(tanh, infinity), 1);
  EXPECT_TRUE(std::isnan(at(tanh, nan)));
}

TEST(Normal, StaysWithinItsBound) {
  const auto cumulative = [](auto x) { return math::normal(x).cumulative; };
  const auto density = [](auto x) { return math::normal(x).density; };
  EXPECT_WITHIN(5, cumulative, cumulative, 0);
  for (int x = 0; x < 13; ++x) {
    const double bound = 8 + x * x / 2.0;
    const auto low = static_cast<float>(x), high = static_cast<float>(x + 1);
    EXPECT_WITHIN(bound, cumulative, cumulative, -high, -low);
    EXPECT_WITHIN(bound, density, density, low, high);
  }
  EXPECT_WITHIN(100, cumulative, cumulative, -infinity, -13);
  EXPECT_WITHIN(100, density, density, 13);
  EXPECT_EQ(at(cumulative, -infinity), 0);
  EXPECT_EQ(at(cumulative, infinity), 1);
  EXPECT_TRUE(std::isnan(at(cumulative, nan)));
  EXPECT_TRUE(std::isnan(at(density, nan)));
}

TEST(SineAndCosine, StayWithinTheirBoundsInAnEighthOfATurn) {
  constexpr float eighth = 0.785398F;
  const auto sin = [](double x) { return std::sin(x); };
  const auto cos = [](double x) { return std::cos(x); };
  EXPECT_WITHIN(1, math::sin_eighth, sin, -eighth, eighth);
  EXPECT_WITHIN(1, math::cos_eighth, cos, -eighth, eighth);
}

TEST(Cosine, MatchesTheLibraryUpToHalfATurn) {
  for (int i = -1000; i <= 1000; ++i) {
    const double x = i * std::numbers::pi / 1000;
    EXPECT_NEAR(math::cosine(x), std::cos(x), 4e-15) << x;
    EXPECT_NEAR(math::sine(std::abs(x)), std::sin(std::abs(x)), 4e-15) << x;
  }
}

}  // namespace
}  // namespace vae1
