#include "inference/log_mean_exp.hpp"

#include <gtest/gtest.h>

namespace vae1 {
namespace {

TEST(LogMeanExp, IsCorrectInAnyOrderAndAtAnyScale) {
  const double numbers[] = {0.5, -1, 2, 2, -3};
  double sum = 0;
  for (const double x : numbers) sum += std::exp(x) / 5;
  for (const double shift : {0.0, -5000.0, 5000.0}) {
    LogMeanExp forward, backward;
    for (int i = 0; i < 5; ++i) {
      forward.add(numbers[i] + shift);
      backward.add(numbers[4 - i] + shift);
    }
    EXPECT_NEAR(forward.value(), std::log(sum) + shift, 1e-11);
    EXPECT_NEAR(backward.value(), std::log(sum) + shift, 1e-11);
  }
}

TEST(LogMeanExp, MinusInfinityContributesNothing) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  LogMeanExp mean;
  mean.add(-infinity);
  EXPECT_EQ(mean.value(), -infinity);
  mean.add(1);
  EXPECT_NEAR(mean.value(), 1 - std::log(2), 1e-14);
}

}  // namespace
}  // namespace vae1
