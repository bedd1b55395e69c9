// How ordinal columns follow each other: the fit, and what known cells say of others.
#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>
#include <limits>
#include <vector>

#include "architecture_with.hpp"
#include "data/copula_fit.hpp"
#include "gradient_check.hpp"
#include "likelihood/column_likelihood.hpp"
#include "network/copula_tilts.hpp"
#include "network/vae.hpp"
#include "some_table.hpp"

namespace vae1 {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr int levels = 20;

// An ordinal column of ranges with equal shares.
Column ranges() {
  Column column;
  column.kind = ColumnKind::ordinal;
  column.levels = levels;
  column.shares.assign(levels, 1.0 / levels);
  column.ranges.assign(levels, 1);
  return column;
}

// The cell at the quantile of a standard normal number.
double cell_of(double z) { return levels * std::erfc(-z / std::sqrt(2.0)) / 2; }

// Rows of three columns, the first two with a correlation of .8, the third alone. The second is
// absent where the first is above its median, and the third at random.
std::vector<double> some_cells(Index rows) {
  std::vector<double> cells;
  const Stream stream(1, Purpose::evaluation);
  for (Index i = 0; i < rows; ++i) {
    double z[4];
    stream.normal(0, static_cast<std::uint64_t>(i), std::span<double>(z));
    cells.push_back(cell_of(z[0]));
    cells.push_back(z[0] > 0 ? gap : cell_of(0.8 * z[0] + 0.6 * z[1]));
    cells.push_back(z[2] > 0.5 ? gap : cell_of(z[3]));
  }
  return cells;
}

GaussianCopula fitted(const std::vector<double>& cells, Index piece) {
  const std::vector<Column> columns(3, ranges());
  const auto rows = static_cast<Index>(cells.size()) / 3;
  CopulaFit fit(columns, static_cast<std::uint64_t>(rows), 1);
  const Rows all = {cells.data(), RowKind::float64, rows, 3};
  for (Index first = 0; first < rows; first += piece)
    fit.add(all.slice(first, std::min(piece, rows - first)), static_cast<std::uint64_t>(first));
  return std::move(fit).settle(columns);
}

TEST(ConditionalNormal, AgreesWithTheFormulaWhateverTheOrder) {
  const Matrix<double> F{
      {1, 0, 0, 0}, {0.5, 0.7, 0, 0}, {-0.3, 0.2, 0.9, 0}, {0.8, -0.4, 0.1, 0.3}};
  const Matrix<double> C = F * F.transpose();
  const Vector<double> m{{0.3, -1, 0.5, 2}};
  const NormalMoments moments = {{m.begin(), m.end()}, {C.data(), C.data() + 16}};
  const Vector<double> x{{1.2, -0.7}};  // of numbers 3 and 1
  const Matrix<double> known{{C(3, 3), C(3, 1)}, {C(1, 3), C(1, 1)}};
  const Matrix<double> across{{C(0, 3), C(0, 1)}, {C(2, 3), C(2, 1)}};
  const Matrix<double> gain = across * known.inverse();
  const Vector<double> mean =
      Vector<double>{{m[0], m[2]}} + gain * (x - Vector<double>{{m[3], m[1]}});
  const Matrix<double> left =
      Matrix<double>{{C(0, 0), C(0, 2)}, {C(2, 0), C(2, 2)}} - gain * across.transpose();
  for (const bool turned : {false, true}) {
    std::vector<double> working(static_cast<std::size_t>(ConditionalNormal::working(4)));
    ConditionalNormal normal(moments, working.data());
    normal.know(turned ? 1 : 3, x[turned ? 1 : 0]);
    normal.know(turned ? 3 : 1, x[turned ? 0 : 1]);
    EXPECT_NEAR(normal.mean(0), mean[0], 1e-12);
    EXPECT_NEAR(normal.mean(2), mean[1], 1e-12);
    EXPECT_EQ(normal.mean(3), 1.2);
    EXPECT_NEAR(normal.variance(0), left(0, 0), 1e-12);
    EXPECT_NEAR(normal.covariances(0)[2], left(0, 1), 1e-12);
    EXPECT_EQ(normal.covariances(0)[3], 0);
    EXPECT_EQ(normal.variance(1), 0);
  }
}

TEST(ConditionalNormal, IsFiniteIfANumberFollowsFromOthers) {
  const NormalMoments moments = {{0, 0, 0}, {1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1}};
  std::vector<double> working(static_cast<std::size_t>(ConditionalNormal::working(3)));
  ConditionalNormal normal(moments, working.data());
  normal.know(0, 1);
  normal.know(1, 3);
  EXPECT_NEAR(normal.mean(2), 0.5, 1e-9);
  EXPECT_NEAR(normal.variance(2), 0.75, 1e-9);
}

TEST(CopulaFit, FindsCorrelationsAndMeansThatGapsHide) {
  const auto copula = fitted(some_cells(6000), 6000);
  ASSERT_EQ(copula.size(), 3);
  const auto correlation = [&](Index a, Index b) {
    return copula.covariance[static_cast<std::size_t>(a * 3 + b)] /
           std::sqrt(copula.variance(a) * copula.variance(b));
  };
  EXPECT_NEAR(correlation(0, 1), 0.8, 0.06);
  EXPECT_NEAR(correlation(0, 2), 0, 0.04);
  // The cells that are there have a mean of about -.64.
  EXPECT_NEAR(copula.mean[1], 0, 0.15);
  EXPECT_NEAR(copula.variance(1), 1, 0.3);
}

TEST(CopulaFit, DoesNotDependOnThePiecesOfRows) {
  const auto cells = some_cells(20000);  // more than are kept
  const auto whole = fitted(cells, 20000), pieces = fitted(cells, 777);
  EXPECT_EQ(whole.mean, pieces.mean);
  EXPECT_EQ(whole.covariance, pieces.covariance);
}

TEST(CopulaFit, TakesColumnsWithoutCellsAndRowsWithoutColumns) {
  const auto empty = fitted({0.5, gap, 1.5, 2.5, gap, 1.5}, 2);
  EXPECT_EQ(empty.mean[1], 0);
  EXPECT_NEAR(empty.covariance[4], 1, 1e-12);
  const std::vector<Column> numbers(2);
  CopulaFit none(numbers, 10, 1);
  const double cells[] = {1, 2};
  none.add({cells, RowKind::float64, 1, 2}, 0);
  EXPECT_TRUE(std::move(none).settle(numbers).mean.empty());
}

// With the tilts, a bell-shaped column has the conditional mean and variance.
TEST(CopulaTilts, TurnTheMarginalIntoTheConditional) {
  std::vector<Column> columns(3, ranges());
  columns[2].condition = true;
  const GaussianCopula copula = {{0.1, -0.2, 0}, {1, 0.6, 0.3, 0.6, 0.9, 0, 0.3, 0, 1}};
  const CopulaTilts<double> tilts(columns, copula);
  std::vector<double> working(static_cast<std::size_t>(ConditionalNormal::working(3)));
  const double x[] = {3.5, 16.25, 5.5}, known[] = {gap, 16.25, gap}, nothing[] = {gap, gap, gap};
  double out[6];
  tilts.write(x, known, out, working.data());
  const OrdinalScale scale(columns[0]);
  ConditionalNormal normal(copula, working.data());
  normal.know(1, scale.place(16.25));
  normal.know(2, scale.place(5.5));
  const double m = normal.mean(0), v = normal.variance(0);
  EXPECT_NEAR(out[0], m / v - 0.1, 1e-12);
  EXPECT_NEAR(out[1], (1 - 1 / v) / 2, 1e-12);
  for (int k = 2; k < 6; ++k) EXPECT_EQ(out[k], 0) << "of known cells and conditions";
  tilts.write(x, nothing, out, working.data());
  for (const double tilt : out) EXPECT_EQ(tilt, 0);

  // exp(t1 s + t2 s^2) N(s; M, V) is proportional to N(s; m, v).
  const auto log_ratio = [&](double s) {
    return out[0] * s + out[1] * s * s - (s - 0.1) * (s - 0.1) / 2 + (s - m) * (s - m) / (2 * v);
  };
  tilts.write(x, known, out, working.data());
  EXPECT_NEAR(log_ratio(1.5), log_ratio(-2), 1e-12);

  std::vector<double> O(2 * (levels + 2), 1.0);
  tilts.add(out, 0, O.data());
  EXPECT_EQ(O[levels], 1 + out[0]);
  EXPECT_EQ(O[levels + 1], 1 + out[1]);
  EXPECT_EQ(O[levels - 1], 1);
  EXPECT_EQ(O[2 * levels + 2], 1);
}

Architecture with_copula(std::vector<Column> columns) {
  Config config;
  config.hidden_dims = {9};
  config.latent_dim = 2;
  config.activation = Activation::tanh;
  config.decoder = Decoder::autoregressive;
  auto architecture =
      architecture_of(config, static_cast<Index>(columns.size()), Likelihood::mixed, columns);
  architecture.copula = {{0.1, -0.2, 0}, {1, 0.6, 0.3, 0.6, 0.9, 0.1, 0.3, 0.1, 1}};
  return architecture;
}

template <class T>
void fill_with_known(Vae<T>& net, Index rows) {
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < 3; ++j) {
      const auto x = static_cast<T>((7 * i + 3 * j) % levels) + T(0.25);
      net.input(rows)(i, j) = x;
      net.known(rows)(i, j) = (i + j) % 3 == 1 ? x : std::numeric_limits<T>::quiet_NaN();
      if (j < 2) net.noise(rows)(i, j) = net.latents(rows)(i, j) = T(0.3) * static_cast<T>(i - j);
    }
}

TEST(Copula, OfKnownCellsIsPartOfLossAndGradient) {
  constexpr Index rows = 5;
  Vae<double> net(with_copula(std::vector<Column>(3, ranges())));
  net.reserve(rows);
  net.initialise(3);
  fill_with_known(net, rows);
  expect_gradient(net, rows, {.beta = 0.7});
  // A network that adds nothing leaves the copula's own distribution: mean and variance.
  for (const auto& [name, tensor] : net.layout().tensors())
    if (name.starts_with("decoder") && !name.ends_with("bias"))
      for (Index k = 0; k < tensor.size(); ++k) net.parameters()[tensor.offset + k] = 0;
  fill_with_known(net, rows);
  const Matrix<double> O = net.decode(rows, 1, Known::cells);
  const OrdinalScale scale(ranges());
  double sum = 0, first = 0;
  for (int k = 0; k < levels; ++k) {
    const double s = scale.levels()[static_cast<std::size_t>(k)].middle();
    // Row 0: the second column's cell is known, and the first's is asked for.
    const double p = std::exp(O(0, k) + O(0, levels) * s + O(0, levels + 1) * (s * s - 1));
    sum += p;
    first += p * s;
  }
  const double expected = 0.1 + 0.6 / 0.9 * (scale.place(3.25) + 0.2);
  EXPECT_NEAR(first / sum, expected, 0.1);
}

TEST(Copula, IsTheSameColumnByColumn) {
  constexpr Index rows = 4;
  Vae<float> net(with_copula(std::vector<Column>(3, ranges())));
  net.reserve(rows, 2);
  net.initialise(3);
  fill_with_known(net, rows);
  const Matrix<float> cells = net.input(rows), whole = net.decode(rows, 1, Known::cells);
  const Matrix<float> nothing = net.decode(rows);
  EXPECT_NE(nothing, whole);
  net.begin_cells(rows, Known::cells);
  for (Index j = 0; j < 3; ++j) {
    const Index outputs = levels + 2;
    EXPECT_EQ(net.decode_cell(rows, j).middleCols(j * outputs, outputs),
              whole.middleCols(j * outputs, outputs));
  }
  net.begin_cells(rows, Known::nothing);
  EXPECT_EQ(net.decode_cell(rows, 0).leftCols(levels + 2), nothing.leftCols(levels + 2));
}

}  // namespace
}  // namespace vae1
