// The marginal distribution of each column from the training data.
#include "data/marginals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "data/marginals.hpp"
#include "some_table.hpp"

namespace vae1 {
namespace {

Marginals::Settled settled(const SomeTable& table, Index piece) {
  ColumnStatistics statistics(SomeTable::features, true);
  Marginals marginals(table.columns, static_cast<std::uint64_t>(table.rows), 1);
  for (Index first = 0; first < table.rows; first += piece) {
    const auto rows = table.as_rows().slice(first, std::min(piece, table.rows - first));
    EXPECT_FALSE(statistics.add(rows));
    marginals.add(rows, static_cast<std::uint64_t>(first));
  }
  return marginals.settle(statistics);
}

TEST(Marginals, FindTheModesOfAColumnAndTheSharesOfItsLevels) {
  const auto [columns, scaling] = settled(SomeTable(3000), 3000);
  // Two modes, 6 apart with a deviation of 0.2, standardised by about 3.
  double weight = 0;
  for (const auto& component : columns[4].components) {
    EXPECT_NEAR(std::abs(component.mean), 1, 0.1);
    EXPECT_LT(component.deviation, 0.1);
    weight += component.mean > 0 ? component.weight : 0;
  }
  EXPECT_NEAR(weight, 0.5, 0.05);
  EXPECT_NEAR(columns[0].shares[1], 1.0 / 3, 0.001);
  EXPECT_NEAR(scaling.columns()[5].offset, 1e6, 20);
}

TEST(Marginals, DoNotDependOnThePiecesOfRows) {
  const SomeTable table(20000);  // more than are kept
  const auto whole = settled(table, 20000), pieces = settled(table, 777);
  ASSERT_EQ(whole.columns[4].components.size(), pieces.columns[4].components.size());
  for (std::size_t k = 0; k < whole.columns[4].components.size(); ++k)
    EXPECT_EQ(whole.columns[4].components[k].mean, pieces.columns[4].components[k].mean);
}

// Columns without values, with a single value, and with nearly equal values.
TEST(Marginals, AcceptColumnsWithNothingToLearn) {
  constexpr double gap = std::numeric_limits<double>::quiet_NaN();
  std::vector<Column> columns(4);
  for (auto& column : columns) column.coding = RealCoding::mixture;
  const std::vector<double> cells = {gap, 5, 7, 1e9, gap, 5, 7, 1e9 + 1, gap, gap, gap, 1e9};
  const Rows rows = {cells.data(), RowKind::float64, 3, 4};
  ColumnStatistics statistics(4, true);
  ASSERT_FALSE(statistics.add(rows));
  Marginals marginals(columns, 3, 1);
  marginals.add(rows, 0);
  const auto settled = marginals.settle(statistics);
  std::vector<float> in_model(12);
  settled.scaling.to_model(rows, in_model.data());
  std::vector<double> back(12);
  settled.scaling.to_user(in_model.data(), 3, back.data());
  EXPECT_EQ(back[1], 5);
  EXPECT_EQ(back[2], 7);
  EXPECT_NEAR(back[7], 1e9 + 1, 0.01);
  EXPECT_TRUE(std::isnan(in_model[0]));
}

TEST(MarginalMixture, HasOneComponentForEachMode) {
  std::vector<double> values(3000);
  Stream(1, Purpose::evaluation).normal(0, 0, std::span(values));
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = 0.05 * values[i] + static_cast<double>(i % 3);
  const auto mixture = fit_marginal_mixture(values);
  double weights[3] = {};
  for (const auto& [weight, mean, deviation] : mixture) {
    const double mode = std::round(mean);
    EXPECT_NEAR(mean, mode, 0.1);
    EXPECT_LT(deviation, 0.1);
    weights[static_cast<int>(mode)] += weight;
  }
  for (const double weight : weights) EXPECT_NEAR(weight, 1.0 / 3, 0.01);
}

}  // namespace
}  // namespace vae1
