// Decoders that make one column after another.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "architecture_with.hpp"
#include "gradient_check.hpp"
#include "likelihood/column_likelihood.hpp"
#include "network/vae.hpp"
#include "some_table.hpp"
#include "training/given_cells.hpp"

namespace vae1 {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr Index latent = 2;

Architecture autoregressive(const std::vector<Column>& columns, std::vector<std::int32_t> hidden) {
  Config config;
  config.hidden_dims = std::move(hidden);
  config.latent_dim = latent;
  config.activation = Activation::tanh;
  config.decoder = Decoder::autoregressive;
  return architecture_of(config, static_cast<Index>(columns.size()), Likelihood::mixed, columns);
}

Column levels(std::int32_t count) {
  Column column;
  column.kind = ColumnKind::categorical;
  column.levels = count;
  return column;
}
Column binary() {
  Column column;
  column.kind = ColumnKind::binary;
  return column;
}

// What a training determines of an ordinal column: shares that differ, every second level a range.
std::vector<Column> settled(std::vector<Column> columns) {
  for (auto& column : columns) {
    if (column.kind != ColumnKind::ordinal) continue;
    const double all = 0.5 * column.levels * (column.levels + 1);
    for (std::int32_t k = 0; k < column.levels; ++k) {
      column.shares.push_back((k + 1) / all);
      column.ranges.push_back(k % 2 == 0);
    }
  }
  return columns;
}

void move_parameters(Vae<double>& net) {
  for (Index i = 0; i < net.parameters().size(); ++i)
    if (net.parameters()[i] != 0) net.parameters()[i] += 0.3 * std::sin(1.7 * double(i) + 1);
}

// The network's input from a table, in the model's units. If cells are given, a third of all but
// the condition's is known.
template <class T>
void fill(Vae<T>& net, const SomeTable& table, bool given) {
  auto X = net.input(table.rows), known = net.known(table.rows);
  for (Index i = 0; i < table.rows; ++i)
    for (Index j = 0; j < SomeTable::features; ++j) {
      X(i, j) = static_cast<T>(j == 5 ? (table.cell(i, j) - 1e6) / 10 : table.cell(i, j));
      known(i, j) = given && j > 0 && (i + j) % 3 == 1 ? X(i, j) : static_cast<T>(gap);
    }
}

// Every combination of the cells of a table of levels: the columns' numbers of values.
template <class Use>
void each_row(const std::vector<int>& values, Use&& use) {
  std::vector<double> row(values.size(), 0);
  for (bool more = true; more;) {
    use(row);
    std::size_t j = 0;
    while (j < row.size() && ++row[j] == values[j]) row[j++] = 0;
    more = j < row.size();
  }
}

TEST(Autoregressive, GradientsAgreeWithDifferencesWithAndWithoutKnownCells) {
  const SomeTable table(6);
  for (const auto& hidden : {std::vector<std::int32_t>{}, {9}, {11, 8}}) {
    Vae<double> net(autoregressive(settled(table.columns), hidden));
    net.reserve(table.rows);
    net.initialise(3);
    move_parameters(net);
    for (const bool given : {false, true}) {
      fill(net, table, given);
      for (Index i = 0; i < table.rows; ++i)
        for (Index k = 0; k < latent; ++k)
          net.noise(table.rows)(i, k) = std::sin(double(3 * i + k));
      expect_gradient(net, table.rows, {.beta = 0.7});
    }
  }
}

TEST(Autoregressive, ACellDependsOnEarlierCellsOnly) {
  const std::vector<Column> columns = {levels(3), binary(), levels(4), binary()};
  Vae<double> net(autoregressive(columns, {12, 10}));
  net.reserve(1);
  net.initialise(1);
  move_parameters(net);
  net.latents(1).setConstant(0.4);
  auto X = net.input(1);
  X << 1, 0, 2, 1;
  const Matrix<double> before = net.decode(1);
  X(0, 2) = 3;
  const Matrix<double> after = net.decode(1);
  // The outputs are those of 3, 1, 4 and 1 levels; only the last column comes after the third.
  EXPECT_EQ(before.leftCols(8), after.leftCols(8));
  EXPECT_NE(before(0, 8), after(0, 8));
}

TEST(Autoregressive, TheProbabilitiesOfAllRowsAddUpToOneGivenAnyCells) {
  const std::vector<Column> columns = {levels(3), binary(), levels(4)};
  Vae<double> net(autoregressive(columns, {7}));
  net.reserve(1);
  net.initialise(1);
  move_parameters(net);
  auto X = net.input(1), known = net.known(1);
  for (const Index given : {-1, 0, 1, 2}) {
    double sum = 0;
    each_row({3, 2, 4}, [&](const std::vector<double>& row) {
      if (given >= 0 && row[static_cast<std::size_t>(given)] != 1) return;
      net.latents(1) << -0.3, 0.8;
      for (Index j = 0; j < 3; ++j) {
        X(0, j) = row[static_cast<std::size_t>(j)];
        known(0, j) = j == given ? 1 : gap;
      }
      net.decode(1, 1, Known::cells);
      if (given >= 0) X(0, given) = gap;  // which no likelihood counts
      double loss = 0;
      net.counted_losses(1, &loss);
      sum += std::exp(-loss);
    });
    EXPECT_NEAR(sum, 1, 1e-12) << "given column " << given;
  }
}

TEST(Autoregressive, MakesCellsOneByOneWithTheOutputsOfAWholePass) {
  const SomeTable table(5);
  for (const auto& hidden : {std::vector<std::int32_t>{}, {13}, {20, 11}}) {
    Vae<float> net(autoregressive(settled(table.columns), hidden));
    net.reserve(table.rows);
    net.initialise(3);
    fill(net, table, true);
    auto X = net.input(table.rows);
    for (Index i = 0; i < table.rows; ++i)
      for (Index k = 0; k < latent; ++k)
        net.latents(table.rows)(i, k) = std::sin(static_cast<float>(3 * i + k));
    const Matrix<float> cells = X;
    const Matrix<float> whole = net.decode(table.rows, 1, Known::cells);
    X.rightCols(SomeTable::features - 1).setConstant(7);  // what has not been made does not matter
    net.begin_cells(table.rows, Known::cells);
    Index first = 0;
    for (Index j = 1; j < SomeTable::features; ++j) {
      const Index outputs = outputs_of(table.columns[static_cast<std::size_t>(j)]);
      if (outputs == 0) continue;
      const auto O = net.decode_cell(table.rows, j);
      EXPECT_EQ(O.middleCols(first, outputs), whole.middleCols(first, outputs)) << "column " << j;
      first += outputs;
      X.col(j) = cells.col(j);
    }
    EXPECT_EQ(first, whole.cols());
  }
}

TEST(GivenCells, LeaveHalfOfTheRowsWholeAndGiveEverySizeOfSetAsOften) {
  constexpr std::size_t features = 6;
  std::vector<Column> columns(features);
  columns[1].condition = true;
  GivenCells cells(7, columns);
  const float absent = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> row = {0, 1, 2, absent, 4, 5};  // four cells can be given
  std::vector<float> known(features);
  std::vector<int> sizes(features), times(features);
  constexpr int rows = 30000;
  for (int i = 0; i < rows; ++i) {
    cells.draw(2, static_cast<std::uint64_t>(i), row, known);
    std::size_t size = 0;
    for (std::size_t j = 0; j < features; ++j)
      if (!std::isnan(known[j])) {
        EXPECT_EQ(known[j], row[j]);
        ++size;
        ++times[j];
      }
    ++sizes[size];
  }
  EXPECT_NEAR(sizes[0], rows / 2, 300);
  for (std::size_t size = 1; size <= 3; ++size) EXPECT_NEAR(sizes[size], rows / 6, 250);
  EXPECT_EQ(sizes[4], 0);
  for (const std::size_t j : {0, 2, 4, 5}) EXPECT_NEAR(times[j], rows / 4, 300);
  EXPECT_EQ(times[1] + times[3], 0);
}

}  // namespace
}  // namespace vae1
