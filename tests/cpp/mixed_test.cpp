// The likelihood of mixed columns: it is normalised, covers only present cells, and has an exact
// gradient.
#include "likelihood/kinds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "architecture_with.hpp"
#include "gradient_check.hpp"
#include "network/vae.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr Index rows = 5, latent = 3;

Column real(bool optional = false) {
  Column column;
  column.optional = optional;
  column.smallest_variance = 1e-4;
  return column;
}

Column mixture() {
  auto column = real(true);
  column.coding = RealCoding::mixture;
  column.components = {{0.5, -1, 0.3}, {0.3, 0.2, 0.8}, {0.2, 1.5, 0.1}};
  return column;
}

Column levels(std::int32_t count, bool optional = false) {
  Column column;
  column.kind = ColumnKind::categorical;
  column.levels = count;
  column.optional = optional;
  return column;
}

// Ranges of equal shares, but for one level, `atom`, a single value with 0.4.
Column ordinal(std::int32_t count, std::size_t atom, bool optional = false) {
  auto column = levels(count, optional);
  column.kind = ColumnKind::ordinal;
  column.shares.assign(static_cast<std::size_t>(count), 0.6 / (count - 1));
  column.shares[atom] = 0.4;
  column.ranges.assign(static_cast<std::size_t>(count), 1);
  column.ranges[atom] = 0;
  return column;
}

Column offset() {
  Column column;
  column.kind = ColumnKind::offset;
  return column;
}

Column binary(bool optional = false) {
  Column column;
  column.kind = ColumnKind::binary;
  column.optional = optional;
  return column;
}

Column conditional(Column column) {
  column.condition = true;
  return column;
}

// Every kind of column, each with some absent cells.
const std::vector<Column> all_kinds = {
    real(),   mixture(),  levels(5, true),      binary(true),  levels(2),
    binary(), real(true), ordinal(20, 4, true), ordinal(3, 1), offset()};
const std::vector<std::vector<double>> all_cells = {
    {0.3, -1.1, 4, 1, 0, 0, gap, 4.5, 2.7, 1.5},
    {-1.2, gap, 0, gap, 1, 1, 0.4, 19.9, 0.1, -3.25},
    {2.1, 1.45, gap, 0, 1, 0, -0.7, gap, 1.2, gap},
    {0, 0.3, 2, 1, 0, 1, gap, 0.001, 1.999, 0.5},
    {0.6, -3, 1, 0, 1, 1, 1.1, 7.3, 0.5, 2}};

std::vector<Column> with_conditions() {
  auto columns = all_kinds;
  columns[2].condition = columns[6].condition = columns[7].condition = true;
  return columns;
}

void fill(MatrixView<double> out, std::uint64_t seed) {
  Stream(seed, Purpose::evaluation)
      .normal(0, 0, std::span(out.data(), static_cast<std::size_t>(out.size())));
}

Vae<double> net_of(const std::vector<Column>& columns, Index samples) {
  Vae<double> net(architecture_with(static_cast<Index>(columns.size()), {7, 4}, latent,
                                    Activation::tanh, Likelihood::mixed, columns));
  net.reserve(rows, samples);
  net.initialise(3);
  for (Index i = 0; i < net.layout().stored(); ++i)
    net.parameters()[i] += 0.05 * std::sin(double(i) + 1);
  for (Index i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns.size(); ++j)
      net.input(rows)(i, static_cast<Index>(j)) = all_cells[static_cast<std::size_t>(i)][j];
  fill(net.noise(rows * samples), 2);
  return net;
}

TEST(MixedLikelihood, GradientAgreesWithCentralDifferences) {
  for (const auto& columns : {all_kinds, with_conditions()}) {
    auto net = net_of(columns, 1);
    expect_gradient(net, rows, {.beta = 0.7});
    auto weighted = net_of(columns, 3);
    expect_gradient(weighted, rows, {.bound = Bound::iwae, .samples = 3});
  }
}

double loss_of(const Column& column, double x, const std::vector<double>& o,
               const std::vector<double>& s) {
  const auto likelihood = make_mixed<double>(std::span(&column, 1));
  const double counted = 1;
  double loss = 0;
  likelihood->row_losses({s.data(), {&x, 1, 1}, {&counted, 1}},
                         {o.data(), 1, static_cast<Index>(o.size())}, &loss);
  return loss;
}

TEST(MixedLikelihood, IsNormalised) {
  const auto integral = [](const Column& column, const std::vector<double>& o,
                           const std::vector<double>& s) {
    double sum = 0;
    for (double x = -30; x < 30; x += 1e-3) sum += 1e-3 * std::exp(-loss_of(column, x, o, s));
    return sum;
  };
  EXPECT_NEAR(integral(real(), {0.4}, {-1}), 1, 1e-6);
  EXPECT_NEAR(integral(mixture(), {0.3, -1, 2, 0.5, -0.2, 3}, {0.4, -1, 0.8}), 1, 1e-6);
  const std::vector<double> logits = {3, -2, 0, 1e3, 999};
  double sum = 0;
  for (int level = 0; level < 5; ++level) sum += std::exp(-loss_of(levels(5), level, logits, {}));
  EXPECT_NEAR(sum, 1, 1e-12);
  // A probability for a single value, and a density of the position within a range. The last two
  // tilt.
  for (const auto& tilted : {std::vector<double>{3, -2, 0, 1e3, 999, 0, 0},
                             {3, -2, 0, 1, 2, 5, -3},
                             {0, 0, 0, 0, 0, -0.2, 0.1},
                             {0, 0, 0, 0, 0, 400, -150}}) {
    constexpr int steps = 20000;
    constexpr double step = (1 - 2 * position_margin) / steps;
    sum = std::exp(-loss_of(ordinal(5, 0), 0.5, tilted, {}));
    for (int level = 1; level < 5; ++level)
      for (int i = 0; i < steps; ++i) {
        const double x = level + position_margin + (i + 0.5) * step;
        sum += std::exp(-loss_of(ordinal(5, 0), x, tilted, {})) / steps;
      }
    EXPECT_NEAR(sum, 1, 1e-5);
  }
  EXPECT_NEAR(
      std::exp(-loss_of(binary(), 0, {1.7}, {})) + std::exp(-loss_of(binary(), 1, {1.7}, {})), 1,
      1e-12);
}

// The logistic distribution's quantile, of unit variance.
double quantile(double share) {
  return std::log(share / (1 - share)) * std::sqrt(3.0) / std::numbers::pi;
}

// With s the levels' middles, the logit of level k is o_k + t_1 s_k + t_2 (s_k^2 - 1). Within a
// range from b to e the density goes on with the slope a = t_1 (e - b) + t_2 (e^2 - b^2).
TEST(MixedLikelihood, TiltsOrdinalLevelsByTheirPlaces) {
  auto column = ordinal(4, 0);
  column.shares = {0.1, 0.2, 0.3, 0.4};
  column.ranges = {0, 0, 1, 0};
  const double inner[] = {quantile(0.1), quantile(0.3), quantile(0.6)};
  const double edges[] = {2 * quantile(0.05) - inner[0], inner[0], inner[1], inner[2],
                          2 * quantile(0.8) - inner[2]};
  double logits[4], sum = 0;
  for (int k = 0; k < 4; ++k) {
    const double s = (edges[k] + edges[k + 1]) / 2;
    logits[k] = 0.2 * k + 0.7 * s - 0.4 * (s * s - 1);
    sum += std::exp(logits[k]);
  }
  const double b = edges[2], e = edges[3], a = 0.7 * (e - b) - 0.4 * (e * e - b * b);
  const std::vector<double> o = {0, 0.2, 0.4, 0.6000000000000001, 0.7, -0.4};
  for (int k = 0; k < 4; ++k) {
    const double nats = std::log(sum) - logits[k];
    for (const double u : {0.25, 0.5, 0.9}) {
      const double density = k == 2 ? a * (u - 0.5) - std::log(std::sinh(a / 2) / (a / 2)) : 0;
      const double x = k + position_margin + (1 - 2 * position_margin) * u;
      EXPECT_NEAR(loss_of(column, x, o, {}), nats - density, 1e-10) << k << ' ' << u;
    }
  }
}

TEST(MixedLikelihood, CountsOnlyPresentCells) {
  auto net = net_of(all_kinds, 1);
  net.posterior_sample(rows);
  net.decode(rows);
  double whole[rows];
  net.reconstruction_losses(rows, whole);
  Matrix<double> cells(rows, net.features());
  net.feature_losses(rows, {cells.data(), rows, net.features()});
  for (Index i = 0; i < rows; ++i) {
    EXPECT_NEAR(cells.row(i).sum(), whole[i], 1e-12);
    for (Index j = 0; j < net.features(); ++j)
      EXPECT_EQ(cells(i, j) == 0,
                std::isnan(all_cells[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]));
  }
}

TEST(RowCoding, TellsTheEncoderWhetherACellIsPresent) {
  const std::vector<Column> columns = {real(true), levels(3, true), binary()};
  const RowCoding<float> coding(columns, Decoder::independent);
  const Matrix<float> X{{0, 0, 1}, {static_cast<float>(gap), static_cast<float>(gap), 0}};
  Matrix<float> E(2, 7);
  coding.code_inputs({X.data(), 2, 3}, nullptr, {E.data(), 2, 7});
  EXPECT_EQ(E, (Matrix<float>{{0, 1, 1, 0, 0, 1, 1}, {0, 0, 0, 0, 0, 0, 0}}));
}

// Neighbours are alike, and a level that stands out has a feature of its own.
TEST(RowCoding, ShowsTheCellsOfAnOrdinalColumnByTheShareBelow) {
  const auto column = ordinal(31, 10);  // ten levels below the atom, twenty above, of 0.02 each
  const RowCoding<double> coding(std::span(&column, 1), Decoder::independent);
  ASSERT_EQ(coding.inputs(), 7 + 1 + 1);  // a quarter as many hats as levels
  const Matrix<double> X{{0.5}, {10.25}, {10.5}, {20.9}, {21.1}, {gap}, {30.5}};
  Matrix<double> E(7, 9);
  coding.code_inputs({X.data(), 7, 1}, nullptr, {E.data(), 7, 9});
  const auto below = [](double levels) { return levels * 0.02; };
  EXPECT_NEAR(E(0, 0), 1 - 6 * 0.01, 1e-6);
  EXPECT_NEAR(E(0, 1), 6 * 0.01, 1e-6);
  EXPECT_NEAR(E(0, 7), quantile(0.01), 1e-12) << "the lowest level's middle";
  EXPECT_NEAR(E(6, 7), quantile(0.99), 1e-12) << "the highest level's";
  EXPECT_NEAR(E(2, 7), (quantile(0.2) + quantile(0.6)) / 2, 1e-12) << "the middle of the atom";
  EXPECT_NEAR(E(2, 2), 0.6, 1e-12) << "6 * 0.4 = 2.4";
  const double position = OrdinalScale::position(20.9, 20);
  EXPECT_NEAR(E(3, 7),
              (1 - position) * quantile(below(10) + 0.4 + below(9)) +
                  position * quantile(below(10) + 0.4 + below(10)),
              1e-12);
  EXPECT_EQ(E.col(8).transpose(), (Matrix<double>{{0, 1, 1, 0, 0, 0, 0}}));
  EXPECT_NEAR(E.row(4).leftCols(7).sum(), 1, 1e-12);
  EXPECT_LT((E.row(3) - E.row(4)).cwiseAbs().maxCoeff(), 0.05) << "neighbours";
  EXPECT_EQ(E.row(5).cwiseAbs().maxCoeff(), 0);
}

// Nothing of the network depends on an offset, and the loss is the offset.
TEST(Offset, AddsItsNatsToTheLossAndIsShownToNoNetwork) {
  const std::vector<Column> with = {levels(3), offset()};
  const RowCoding<double> coding(with, Decoder::independent);
  EXPECT_EQ(coding.inputs(), 3);
  const std::vector<double> logits = {0.5, -1, 2};
  const auto likelihood = make_mixed<double>(with);
  ASSERT_EQ(likelihood->outputs(), 3);
  const Vector<double> counted = Vector<double>::Ones(2);
  const double none = loss_of(levels(3), 2, logits, {});
  for (const double nats : {0.0, 4.25, -1.5, gap}) {
    const double row[] = {2, nats};
    double loss = 0;
    likelihood->row_losses({nullptr, {row, 1, 2}, {counted.data(), 2}}, {logits.data(), 1, 3},
                           &loss);
    EXPECT_EQ(loss, none + (std::isnan(nats) ? 0 : nats));
  }
}

// A column with many levels starts at its entropy, not at the log of their number.
TEST(MixedLikelihood, StartsAtTheMarginalDistributions) {
  auto column = levels(1000);
  column.shares.assign(1000, 1e-6);
  column.shares[7] = 1 - 999e-6;
  Vae<float> net(architecture_with(1, {8}, 2, Activation::relu, Likelihood::mixed, {column}));
  net.reserve(1);
  net.initialise(1);
  net.input(1)(0, 0) = 7;
  net.posterior_mean(1);
  net.decode(1);
  double loss = 0;
  net.reconstruction_losses(1, &loss);
  EXPECT_LT(loss, 0.1);
}

// The decoder's output depends on conditions, and the likelihood does not count them.
TEST(Conditions, ReachTheDecoderAndAreNotPartOfTheLikelihood) {
  auto net = net_of({conditional(levels(5, true)), real()}, 1);
  for (Index i = 0; i < rows; ++i) net.input(rows)(i, 0) = static_cast<double>(i);
  net.input(rows).col(1).setZero();
  net.latents(rows).setZero();
  const Matrix<double> O = net.decode(rows);
  ASSERT_EQ(O.cols(), 1);
  for (Index i = 1; i < rows; ++i) EXPECT_NE(O(i, 0), O(0, 0));
  Matrix<double> cells(rows, 2);
  net.feature_losses(rows, {cells.data(), rows, 2});
  EXPECT_EQ(cells.col(0).cwiseAbs().maxCoeff(), 0);
}

// The draws have the likelihood's frequencies and moments.
TEST(MixedLikelihood, DrawsFollowTheLikelihood) {
  const std::vector<Column> columns = {mixture(), levels(3), binary(), real()};
  const auto likelihood = make_mixed<float>(columns);
  const std::vector<float> o = {1, -1, 0, 0.5F, 0, -1, 0.3F, 1.2F, -0.4F, 0.8F, 2};
  const std::vector<float> s = {-1, 0, 0.2F, -2};
  constexpr int draws = 40000;
  double mean = 0, share = 0, ones = 0, last = 0;
  std::vector<float> normal(4), uniform(4), out(4);
  const Stream stream(1, Purpose::generation_output);
  for (int i = 0; i < draws; ++i) {
    stream.normal(0, static_cast<std::uint64_t>(i), std::span(normal));
    stream.uniform(1, static_cast<std::uint64_t>(i), std::span(uniform));
    likelihood->draw(s.data(), {o.data(), 1, 11}, {normal.data(), 1, 4}, {uniform.data(), 1, 4},
                     {out.data(), 1, 4});
    mean += static_cast<double>(out[0]) / draws;
    share += (out[1] == 1.0F) / double(draws);
    ones += static_cast<double>(out[2]) / draws;
    last += static_cast<double>(out[3]) / draws;
  }
  const double e1 = std::exp(1), e2 = std::exp(-1), e3 = 1, sum = e1 + e2 + e3;
  EXPECT_NEAR(mean, e1 / sum * (-1 + 0.3 * 0.5) + e2 / sum * 0.2 + e3 / sum * (1.5 - 0.1), 0.02);
  EXPECT_NEAR(share, std::exp(1.2) / (std::exp(0.3) + std::exp(1.2) + std::exp(-0.4)), 0.01);
  EXPECT_NEAR(ones, 1 / (1 + std::exp(-0.8)), 0.01);
  EXPECT_NEAR(last, 2, 0.01);
}

// Positions within ranges have the density of the tilt.
TEST(MixedLikelihood, DrawsPositionsByTheTilt) {
  auto column = ordinal(2, 1);
  const auto likelihood = make_mixed<float>(std::span(&column, 1));
  const auto level = OrdinalScale(column).levels()[0];
  for (const double tilt : {-9.0, -0.4, 1e-4, 0.7, 30.0}) {
    const std::vector<float> o = {0, -50, static_cast<float>(tilt), 0};
    const double a = tilt * (level.last - level.first);
    constexpr int draws = 1000;
    for (int i = 0; i < draws; ++i) {
      const double share = (i + 0.5) / draws;
      float x = 0;
      const float normal = 0, uniform = static_cast<float>(2 * share - 1);
      likelihood->draw(nullptr, {o.data(), 1, 4}, {&normal, 1, 1}, {&uniform, 1, 1}, {&x, 1, 1});
      const double u = OrdinalScale::position(static_cast<double>(x), 0);
      EXPECT_NEAR(u, std::log1p(share * std::expm1(a)) / a, 2e-4) << tilt << ' ' << share;
    }
  }
}

// Levels have the softmax's frequencies, and positions within them are uniform without a tilt; the
// centre is the median level.
TEST(MixedLikelihood, DrawsOrdinalCells) {
  const std::vector<Column> columns = {ordinal(3, 1), offset()};
  const auto likelihood = make_mixed<float>(columns);
  const std::vector<float> o = {0.3F, 1.2F, -0.4F, 0, 0};
  constexpr int draws = 40000;
  double frequencies[3] = {}, means[3] = {}, squares[3] = {};
  const Stream stream(1, Purpose::generation_output);
  std::vector<float> normal(2), uniform(2), out(2);
  for (int i = 0; i < draws; ++i) {
    stream.uniform(1, static_cast<std::uint64_t>(i), std::span(uniform));
    likelihood->draw(nullptr, {o.data(), 1, 5}, {normal.data(), 1, 2}, {uniform.data(), 1, 2},
                     {out.data(), 1, 2});
    const auto level = static_cast<std::size_t>(out[0]);
    ASSERT_LT(level, 3U);
    const double position = static_cast<double>(out[0]) - static_cast<double>(level);
    EXPECT_TRUE(position >= position_margin && position <= 1 - position_margin);
    frequencies[level] += 1;
    means[level] += position;
    squares[level] += position * position;
    EXPECT_EQ(out[1], 0);
  }
  const double sum = std::exp(0.3) + std::exp(1.2) + std::exp(-0.4);
  const double expected[] = {std::exp(0.3) / sum, std::exp(1.2) / sum, std::exp(-0.4) / sum};
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(frequencies[k] / draws, expected[k], 0.01);
    EXPECT_NEAR(means[k] / frequencies[k], 0.5, 0.02);
    // Level 1 is a single value, in the middle.
    EXPECT_NEAR(squares[k] / frequencies[k], k == 1 ? 0.25 : 1.0 / 3, k == 1 ? 1e-9 : 0.02);
  }
  likelihood->mean({o.data(), 1, 5}, {out.data(), 1, 2});
  EXPECT_EQ(out[0], 1.5F) << "level 0 has less than half";
  EXPECT_EQ(out[1], 0);
}

TEST(MixedLikelihood, SingleAndDoublePrecisionAgree) {
  const auto single = make_mixed<float>(all_kinds);
  const auto reference = make_mixed<double>(all_kinds);

  const auto outputs = reference->outputs(), own = reference->parameters();
  const auto features = static_cast<Index>(all_kinds.size());
  Matrix<double> X(rows, features), O(rows, outputs), s(1, own), d_own(rows, own);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < features; ++j)
      X(i, j) = static_cast<double>(
          static_cast<float>(all_cells[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]));
  fill({O.data(), rows, outputs}, 4);
  fill({s.data(), 1, own}, 5);
  O = O.cast<float>().cast<double>().eval();
  s = s.cast<float>().cast<double>().eval();
  Matrix<float> single_O = O.cast<float>(), single_own(rows, own);
  const Matrix<float> single_X = X.cast<float>(), single_s = s.cast<float>();
  const Vector<double> counted = Vector<double>::Ones(features);
  const Vector<float> single_counted = Vector<float>::Ones(features);
  double losses[rows], single_losses[rows], alone[rows];
  const Given<float> given = {
      single_s.data(), {single_X.data(), rows, features}, {single_counted.data(), features}};
  single->row_losses(given, {single_O.data(), rows, outputs}, alone);
  reference->backward({s.data(), {X.data(), rows, features}, {counted.data(), features}},
                      {O.data(), rows, outputs}, 0.2, {d_own.data(), rows, own}, losses);
  single->backward(given, {single_O.data(), rows, outputs}, 0.2F, {single_own.data(), rows, own},
                   single_losses);
  for (Index i = 0; i < rows; ++i) {
    EXPECT_NEAR(single_losses[i], losses[i], 1e-5 * std::abs(losses[i]));
    EXPECT_NEAR(alone[i], single_losses[i], 1e-6 * std::abs(losses[i]));
  }
  EXPECT_LT((single_O.cast<double>() - O).cwiseAbs().maxCoeff(), 1e-5 * O.cwiseAbs().maxCoeff());
  EXPECT_LT((single_own.cast<double>() - d_own).cwiseAbs().maxCoeff(),
            1e-5 * d_own.cwiseAbs().maxCoeff());
}

}  // namespace
}  // namespace vae1
