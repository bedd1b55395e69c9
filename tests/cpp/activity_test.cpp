// Latent activity of encoders for which it is known.
#include "latent/activity.hpp"
#include "architecture_with.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "likelihood/likelihood.hpp"

namespace vae1 {
namespace {

// Mean 2 x + 1 and variance 1/4 in the first dimension; the prior itself in the second.
TEST(LatentActivity, IsTheVarianceOfTheMeansAndTheKlOfEachDimension) {
  Vae<float> network(architecture_with(1, {}, 2, Activation::relu, Likelihood::gaussian));
  std::vector<float> numbers(static_cast<std::size_t>(network.layout().count()));
  numbers[0] = 2;  // weight: 1 x 4
  numbers[4] = 1;  // bias: 4
  numbers[6] = std::log(0.25F);
  network.pack(numbers, network.parameters());
  const FeatureScaling scaling({FeatureScaling::Column{}}, 5);

  const std::vector<double> x = {-1, 0, 0.5, 2, 1};
  double mean = 0, squares = 0, kl = 0;
  for (const double value : x) {
    const double m = 2 * value + 1;
    mean += m / 5;
    squares += m * m / 5;
    kl += 0.5 * (m * m + 0.25 - 1 - std::log(0.25)) / 5;
  }
  LatentActivity activity(2);
  activity.add({network, scaling}, {x.data(), RowKind::float64, 2, 1});
  activity.add({network, scaling}, {x.data() + 2, RowKind::float64, 3, 1});
  EXPECT_NEAR(activity.variance_of_means()[0], squares - mean * mean, 1e-5);
  EXPECT_NEAR(activity.kl()[0], kl, 1e-5);
  EXPECT_EQ(activity.variance_of_means()[1], 0);
  EXPECT_EQ(activity.kl()[1], 0);
}

TEST(GaussianLikelihood, ReportsVariancesAtABound) {
  const auto likelihood = make_likelihood<float>(Likelihood::gaussian, 3);
  float s[3] = {-100, 0, 100};
  likelihood->constrain(s);
  EXPECT_TRUE(likelihood->at_bound(s, 0));
  EXPECT_FALSE(likelihood->at_bound(s, 1));
  EXPECT_TRUE(likelihood->at_bound(s, 2));
}

}  // namespace
}  // namespace vae1
