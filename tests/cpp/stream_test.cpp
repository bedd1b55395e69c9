#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "random/permutation.hpp"

namespace vae1 {
namespace {

std::vector<float> normals(const Stream& stream, std::uint32_t epoch, std::uint64_t row,
                           std::size_t count) {
  std::vector<float> out(count);
  stream.normal(epoch, row, std::span(out));
  return out;
}

TEST(Stream, EachPartOfTheAddressChangesTheNumbers) {
  const Stream stream(7, Purpose::training);
  const auto reference = normals(stream, 3, 11, 8);
  EXPECT_EQ(normals(stream, 3, 11, 8), reference);
  EXPECT_NE(normals(Stream(8, Purpose::training), 3, 11, 8), reference);
  EXPECT_NE(normals(Stream(7 + (std::uint64_t{1} << 40), Purpose::training), 3, 11, 8), reference);
  EXPECT_NE(normals(Stream(7, Purpose::evaluation), 3, 11, 8), reference);
  EXPECT_NE(normals(stream, 4, 11, 8), reference);
  EXPECT_NE(normals(stream, 3, 12, 8), reference);
  EXPECT_NE(normals(stream, 3, 11 + (std::uint64_t{1} << 32), 8), reference);
}

TEST(Stream, ANumberDoesNotDependOnHowManyAreDrawn) {
  const Stream stream(1, Purpose::training);
  const auto nine = normals(stream, 0, 0, 9);
  const auto five = normals(stream, 0, 0, 5);
  EXPECT_TRUE(std::equal(five.begin(), five.end(), nine.begin()));
}

TEST(Stream, NormalsHaveTheMomentsAndTailsOfTheNormalDistribution) {
  const Stream stream(42, Purpose::evaluation);
  constexpr int rows = 50000, columns = 20;
  double moments[5] = {0, 0, 0, 0, 0}, neighbours = 0;
  int beyond_three = 0;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto z = normals(stream, 0, row, columns);
    for (std::size_t i = 0; i < columns; ++i) {
      for (int k = 1; k <= 4; ++k) moments[k] += std::pow(z[i], k) / (rows * columns);
      beyond_three += std::abs(z[i]) > 3;
      if (i > 0) neighbours += z[i] * z[i - 1] / (rows * (columns - 1));
    }
  }
  // Five standard errors of each estimate for 10^6 independent draws.
  EXPECT_NEAR(moments[1], 0, 0.005);
  EXPECT_NEAR(moments[2], 1, 0.0071);
  EXPECT_NEAR(moments[3], 0, 0.0194);
  EXPECT_NEAR(moments[4], 3, 0.049);
  EXPECT_NEAR(neighbours, 0, 0.005);
  EXPECT_NEAR(beyond_three, 2699.8, 260);
}

// Both come from the same words by the Box-Muller transform; the floats use our own math.
TEST(Stream, FloatsAreTheDoublesRounded) {
  const Stream stream(3, Purpose::training);
  for (const std::size_t count : {1U, 4U, 15U, 16U, 17U, 100000U}) {
    const auto floats = normals(stream, 2, 9, count);
    std::vector<double> doubles(count);
    stream.normal(2, 9, std::span(doubles));
    for (std::size_t i = 0; i < count; ++i)
      ASSERT_NEAR(floats[i], doubles[i], std::abs(doubles[i]) * 0x1p-21) << i;
  }
}

TEST(Shuffle, IsAPermutationThatDependsOnSeedAndEpoch) {
  const auto order = [](std::uint64_t seed, std::uint32_t epoch, std::size_t rows) {
    std::vector<std::uint32_t> out(rows);
    shuffle(seed, epoch, out);
    return out;
  };
  const auto first = order(1, 0, 1000);
  auto sorted = first;
  std::sort(sorted.begin(), sorted.end());
  for (std::uint32_t i = 0; i < 1000; ++i) ASSERT_EQ(sorted[i], i);
  EXPECT_EQ(order(1, 0, 1000), first);
  EXPECT_NE(order(1, 1, 1000), first);
  EXPECT_NE(order(2, 0, 1000), first);
}

TEST(Shuffle, EveryOrderOfFourRowsIsEquallyFrequent) {
  std::vector<int> counts(256, 0);
  constexpr std::uint32_t draws = 24000;
  for (std::uint32_t epoch = 0; epoch < draws; ++epoch) {
    std::vector<std::uint32_t> out(4);
    shuffle(5, epoch, out);
    ++counts[out[0] * 64 + out[1] * 16 + out[2] * 4 + out[3]];
  }
  double chi_squared = 0;
  int orders = 0;
  for (const int count : counts)
    if (count > 0) {
      chi_squared += (count - 1000.0) * (count - 1000.0) / 1000;
      ++orders;
    }
  EXPECT_EQ(orders, 24);
  EXPECT_LT(chi_squared, 56);  // 23 degrees of freedom: 1 in 10^4
}

}  // namespace
}  // namespace vae1
