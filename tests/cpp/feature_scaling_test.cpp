#include "data/feature_scaling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "data/dataset.hpp"

namespace vae1 {
namespace {

template <class S>
Rows rows_of(const std::vector<S>& values, Index features) {
  constexpr auto kind = std::is_same_v<S, float>    ? RowKind::float32
                        : std::is_same_v<S, double> ? RowKind::float64
                                                    : RowKind::bytes;
  return {values.data(), kind, static_cast<Index>(values.size()) / features, features};
}

template <class S>
ColumnStatistics statistics_of(const std::vector<S>& values, Index features) {
  ColumnStatistics statistics(features);
  EXPECT_FALSE(statistics.add(rows_of(values, features)));
  return statistics;
}

TEST(ColumnStatistics, AreExactForColumnsFarFromZero) {
  const auto statistics = statistics_of<double>({1e12 + 1, 5, 1e12 + 2, 5, 1e12 + 3, 5}, 2);
  EXPECT_DOUBLE_EQ(statistics.mean(0), 1e12 + 2);
  EXPECT_NEAR(statistics.variance(0), 2.0 / 3, 1e-9);
  EXPECT_FALSE(statistics.constant(0));
  EXPECT_TRUE(statistics.constant(1));
}

TEST(ColumnStatistics, NameTheFirstValueThatIsNotAFiniteFloat) {
  ColumnStatistics statistics(2);
  const std::vector<float> good = {1, 2, 3, 4};
  EXPECT_FALSE(statistics.add(rows_of(good, 2)));
  const std::vector<float> bad = {1, 2, 3, std::numeric_limits<float>::quiet_NaN()};
  const auto fault = statistics.add(rows_of(bad, 2));
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, Fault::Kind::not_finite);
  EXPECT_EQ(fault->row, 3U);
  EXPECT_EQ(fault->column, 1);

  ColumnStatistics doubles(1);
  const std::vector<double> far = {0, 1e39};
  const auto beyond = doubles.add(rows_of(far, 1));
  ASSERT_TRUE(beyond);
  EXPECT_EQ(beyond->kind, Fault::Kind::outside_float_range);
  EXPECT_EQ(beyond->row, 1U);
}

TEST(ColumnStatistics, BernoulliIsBytesOrHalfOfTheValuesZeroOrOne) {
  EXPECT_TRUE(statistics_of<std::uint8_t>({3, 77}, 1).looks_bernoulli());
  EXPECT_TRUE(statistics_of<float>({0, 1, 0.5F, 0.25F}, 1).looks_bernoulli());
  EXPECT_FALSE(statistics_of<float>({0, 0.1F, 0.5F, 0.25F}, 1).looks_bernoulli());
  EXPECT_FALSE(statistics_of<float>({0, 1, 0, 1, 2}, 1).looks_bernoulli());
}

TEST(FeatureScaling, StandardisesDoublesBeforeRoundingThemToFloats) {
  const std::vector<double> timestamps = {1.7e12, 1.7e12 + 1, 1.7e12 + 2};
  const auto scaling = FeatureScaling::from(statistics_of(timestamps, 1), Likelihood::gaussian);
  std::vector<float> out(3);
  scaling.to_model(rows_of(timestamps, 1), out.data());
  EXPECT_NEAR(out[0], -std::sqrt(1.5), 1e-6);
  EXPECT_NEAR(out[1], 0, 1e-6);
  EXPECT_NEAR(out[2], std::sqrt(1.5), 1e-6);
  EXPECT_NEAR(scaling.log_determinant(), 0.5 * std::log(2.0 / 3), 1e-9);
}

TEST(FeatureScaling, RoundTripIsExactToFloatPrecision) {
  const std::vector<float> values = {-3, 1000, 5, 2000, 7, 1500};
  const auto scaling = FeatureScaling::from(statistics_of(values, 2), Likelihood::gaussian);
  std::vector<float> out(6);
  scaling.to_model(rows_of(values, 2), out.data());
  scaling.to_user(out.data(), 3, out.data());
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(out[i], values[i], 1e-6 * std::abs(values[i]));
}

TEST(FeatureScaling, RestoresAConstantColumnAndChargesADifferingRow) {
  const std::vector<float> values = {1, 0.1F, 2, 0.1F, 3, 0.1F};
  const auto scaling = FeatureScaling::from(statistics_of(values, 2), Likelihood::gaussian);
  std::vector<float> out = {0, 99};
  scaling.to_user(out.data(), 1, out.data());
  EXPECT_EQ(out[1], 0.1F);
  EXPECT_EQ(scaling.own_units(rows_of<float>({7, 0.1F}, 2)), 0);
  EXPECT_EQ(scaling.own_units(rows_of<double>({7, 0.1}, 2)), 0) << "the same number as a double";
  EXPECT_DOUBLE_EQ(scaling.own_units(rows_of<float>({7, 0.2F}, 2)), std::log(5.0));
  // The encoder never sees the difference.
  scaling.to_model(rows_of<float>({2, 1e30F}, 2), out.data());
  EXPECT_EQ(out[1], 0);
}

TEST(FeatureScaling, AnExtremeRowStaysFinite) {
  const std::vector<float> values = {0, 1e-30F};
  const auto scaling = FeatureScaling::from(statistics_of(values, 1), Likelihood::gaussian);
  std::vector<float> out(1);
  scaling.to_model(rows_of<float>({3e38F}, 1), out.data());
  EXPECT_TRUE(std::isfinite(out[0] * out[0]));
  scaling.to_user(out.data(), 1, out.data());
  EXPECT_TRUE(std::isfinite(out[0]));
}

TEST(Dataset, BytesHaveTheSameValuesInTrainingAndInference) {
  std::vector<std::uint8_t> bytes(512);
  for (std::size_t i = 0; i < 256; ++i)
    bytes[2 * i] = static_cast<std::uint8_t>(i), bytes[2 * i + 1] = 9;
  const auto statistics = statistics_of(bytes, 2);
  const auto scaling = FeatureScaling::from(statistics, Likelihood::bernoulli);
  Dataset data(256, 2, RowKind::bytes, Likelihood::bernoulli);
  data.append(rows_of(bytes, 2).slice(0, 100), scaling);
  data.append(rows_of(bytes, 2).slice(100, 156), scaling);

  std::vector<std::uint32_t> all(256);
  for (std::uint32_t i = 0; i < 256; ++i) all[i] = i;
  std::vector<float> trained(512), read(512);
  data.gather(all, trained.data());
  scaling.to_model(rows_of(bytes, 2), read.data());
  EXPECT_EQ(trained, read);
}

}  // namespace
}  // namespace vae1
