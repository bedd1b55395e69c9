// A map that makes a column standard normal, whatever its shape, and brings it back.
#include "data/quantile_map.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "random/stream.hpp"

namespace vae1 {
namespace {

std::vector<double> normal_numbers(std::size_t count) {
  std::vector<double> out(count);
  Stream(1, Purpose::evaluation).normal(0, 0, std::span(out));
  return out;
}

double share_below(const std::vector<double>& values, double x) {
  double below = 0;
  for (const double v : values) below += v < x;
  return below / static_cast<double>(values.size());
}

// Skewed, two modes, heavy tails: each comes out with the quantiles of the standard normal.
TEST(QuantileMap, MakesAnyShapeStandardNormal) {
  const auto normal = normal_numbers(8000);
  std::vector<double> skewed, modes, heavy;
  for (const double u : normal) {
    skewed.push_back(std::exp(2 * u));
    modes.push_back(u + (u > 0 ? 20 : -20));
    heavy.push_back(u * u * u);
  }
  for (const auto& values : {skewed, modes, heavy}) {
    const auto map = QuantileMap::fit(values, 0);
    std::vector<double> mapped;
    for (const double x : values) mapped.push_back(map.to_model(x));
    for (const double u : {-2.0, -1.0, 0.0, 0.5, 2.0})
      EXPECT_NEAR(share_below(mapped, u), 0.5 * std::erfc(-u / std::sqrt(2.0)), 0.01);
    for (const double x : values)
      EXPECT_NEAR(map.to_user(map.to_model(x)), x, 1e-9 * (std::abs(x) + 1));
  }
}

// Rounding a draw brings every whole number back as often as it was.
TEST(QuantileMap, SpreadsRoundedValuesOverWhatWasRoundedToThem) {
  std::vector<double> values;
  for (int i = 0; i < 4000; ++i) values.push_back(i % 4 == 0 ? 3 : i % 4 == 1 ? 7 : 20 + i % 40);
  const auto map = QuantileMap::fit(values, 1);
  int threes = 0, sevens = 0, between = 0;
  for (const double u : normal_numbers(8000)) {
    const double x = std::round(map.to_user(u));
    threes += x == 3;
    sevens += x == 7;
    between += x == 12;
  }
  EXPECT_NEAR(threes / 8000.0, 0.25, 0.03);
  EXPECT_NEAR(sevens / 8000.0, 0.25, 0.04);
  EXPECT_LT(between / 8000.0, 0.02);
}

// Its density is one: log_slope() is that of the inverse.
TEST(QuantileMap, SlopeIsThatOfTheMap) {
  const auto map = QuantileMap::fit(normal_numbers(500), 0);
  for (const double x : {-1.7, -0.31, 0.02, 1.23, 9.0}) {
    const double h = 1e-7;
    const double slope = (map.to_model(x + h) - map.to_model(x - h)) / (2 * h);
    EXPECT_NEAR(map.log_slope(x), -std::log(slope), 1e-6);
  }
}

TEST(QuantileMap, IsMonotoneForFewAndForRepeatedValues) {
  for (const auto& values :
       {std::vector<double>{0, 1}, std::vector<double>{0, 0, 0, 0, 5},
        std::vector<double>{1e12, 1e12, 1e12 + 1, 1e12 + 86400000}, normal_numbers(33)})
    for (const double resolution : {0.0, 1.0})
      EXPECT_TRUE(QuantileMap::valid(QuantileMap::fit(values, resolution).knots()));
}

}  // namespace
}  // namespace vae1
