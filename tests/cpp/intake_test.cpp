// From rows to a training: which rows are held out, what the statistics are of, and which rows a
// fault belongs to.
#include "training/intake.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "next_held_out.hpp"
#include "random/stream.hpp"
#include "some_table.hpp"

namespace vae1 {
namespace {

constexpr Index D = 2;
constexpr double gap = std::numeric_limits<double>::quiet_NaN();

struct Values {
  std::vector<double> values;

  explicit Values(std::size_t rows) : values(rows * D) {
    Stream(1, Purpose::evaluation).uniform_double(0, 0);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = Stream(1, Purpose::evaluation).uniform_double(0, i) < 0.5 ? 0 : 1;
  }
  double& operator()(std::size_t row, std::size_t column) { return values[row * D + column]; }
  std::uint64_t count() const { return values.size() / D; }
  operator Rows() const {
    return {values.data(), RowKind::float64, static_cast<Index>(count()), D};
  }
};

Config with(Likelihood likelihood, std::uint64_t seed = 3) {
  Config config;
  config.likelihood = likelihood;
  config.seed = seed;
  return config;
}

Preparation untrained(Likelihood likelihood) { return {likelihood, {}, std::nullopt, {}}; }

Intake intake_of(const Values& rows, Likelihood likelihood, double share = 0) {
  return {with(likelihood), untrained(likelihood), {rows.count(), D, RowKind::float64}, share};
}

template <class Use>
void in_blocks(const Rows& rows, Index block, Use&& use) {
  for (Index first = 0; first < rows.count; first += block)
    use(rows.slice(first, std::min(block, rows.count - first)));
}

std::vector<double> offsets_of(const Intake& intake) {
  std::vector<double> out;
  for (const auto& column : intake.preparation().scaling->columns()) out.push_back(column.offset);
  return out;
}

// The mean of the first column over the rows of the source, in the user's units.
double mean_of(RowSource& source, const FeatureScaling& scaling) {
  const auto n = static_cast<std::size_t>(*source.rows());
  std::vector<std::uint64_t> numbers(n);
  std::vector<float> values(n * D);
  source.begin_epoch(1, 0);
  EXPECT_EQ(source.next_batch(numbers, values.data()), static_cast<Index>(n));
  scaling.to_user(values.data(), static_cast<Index>(n), values.data());
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += values[i * D];
  return sum / static_cast<double>(n);
}

TEST(Intake, AShareIsHeldOutAsTheDrawSaysWhateverTheBlocks) {
  Values rows(200);
  for (std::size_t i = 0; i < 200; ++i) rows(i, 0) = 3.0 * static_cast<double>(i);
  double sum = 0, held_out_sum = 0;
  HeldOutDraw draw(3, 200, 0.2);
  for (std::size_t i = 0; i < 200; ++i) (next_held_out(draw) ? held_out_sum : sum) += rows(i, 0);

  for (const Index block : {1, 7, 200}) {
    auto intake = intake_of(rows, Likelihood::gaussian, 0.2);
    in_blocks(rows, block, [&](const Rows& some) { EXPECT_FALSE(intake.inspect(some)); });
    EXPECT_FALSE(intake.prepare());
    EXPECT_NEAR(offsets_of(intake)[0], sum / 160, 1e-9) << "of the rows to train on only";
    in_blocks(rows, block, [&](const Rows& some) { intake.store(some); });
    const auto scaling = *intake.preparation().scaling;
    auto start = std::move(intake).start();
    ASSERT_EQ(start.rows->rows(), 160U);
    EXPECT_NEAR(mean_of(*start.rows, scaling), sum / 160, 1e-4);
    std::vector<float> held_out(200 * D);
    ASSERT_EQ(start.validation->next_piece(200, held_out.data()), 40);
    scaling.to_user(held_out.data(), 40, held_out.data());
    double found = 0;
    for (std::size_t i = 0; i < 40; ++i) found += held_out[i * D];
    EXPECT_NEAR(found, held_out_sum, 0.1);
  }
}

TEST(Intake, StatisticsOfATableDoNotDependOnTheBlocks) {
  const SomeTable table(2000);
  const auto prepared = [&](Index block) {
    Intake intake(with(Likelihood::automatic), {Likelihood::automatic, table.columns, {}, {}},
                  {2000, SomeTable::features, RowKind::float64}, 0.1);
    in_blocks(table.as_rows(), block,
              [&](const Rows& some) { EXPECT_FALSE(intake.inspect(some)); });
    EXPECT_FALSE(intake.prepare());
    return intake.preparation();
  };
  const auto whole = prepared(2000);
  EXPECT_EQ(whole.likelihood, Likelihood::mixed);
  for (const Index block : {1, 333}) {
    const auto parts = prepared(block);
    for (std::size_t j = 0; j < whole.columns.size(); ++j) {
      EXPECT_EQ(parts.columns[j].shares, whole.columns[j].shares);
      EXPECT_EQ(parts.columns[j].coding, whole.columns[j].coding);
      ASSERT_EQ(parts.columns[j].components.size(), whole.columns[j].components.size());
      for (std::size_t k = 0; k < whole.columns[j].components.size(); ++k)
        EXPECT_EQ(parts.columns[j].components[k].mean, whole.columns[j].components[k].mean);
      EXPECT_EQ(parts.scaling->columns()[j].offset, whole.scaling->columns()[j].offset);
      EXPECT_EQ(parts.scaling->columns()[j].scale, whole.scaling->columns()[j].scale);
    }
  }
}

TEST(Intake, AFaultHasTheNumberOfItsRowInAllBlocks) {
  for (const std::size_t row : {0, 57, 99})
    for (const double share : {0.0, 0.3}) {
      Values rows(100);
      rows(row, 1) = std::numeric_limits<double>::infinity();
      auto intake = intake_of(rows, Likelihood::gaussian, share);
      std::optional<Fault> fault;
      in_blocks(rows, 9, [&](const Rows& some) {
        if (!fault) fault = intake.inspect(some);
      });
      ASSERT_TRUE(fault);
      EXPECT_EQ(fault->row, row);
      EXPECT_EQ(fault->column, 1);
      EXPECT_EQ(fault->kind, Fault::Kind::not_finite);
      EXPECT_FALSE(fault->held_out) << "a share has the row numbers of the data";
    }
}

TEST(Intake, AFaultInSeparateHeldOutRowsIsOwnedByThem) {
  for (const bool finite : {false, true}) {
    Values rows(50), held_out(20);
    held_out(13, 0) = finite ? 1.5 : std::numeric_limits<double>::quiet_NaN();
    auto intake = intake_of(rows, Likelihood::bernoulli);
    EXPECT_FALSE(intake.inspect(rows));
    intake.begin_held_out(20, RowKind::float64);
    auto fault = intake.inspect_held_out(held_out);
    EXPECT_EQ(fault.has_value(), !finite);
    if (!fault) fault = intake.prepare();
    ASSERT_TRUE(fault);
    EXPECT_TRUE(fault->held_out);
    EXPECT_EQ(fault->row, 13U);
    EXPECT_EQ(fault->kind, finite ? Fault::Kind::outside_unit_interval : Fault::Kind::not_finite);
  }
}

TEST(Intake, AFaultOfTheTrainingRowsComesBeforeOneOfSeparateHeldOutRows) {
  Values rows(50), held_out(20);
  rows(40, 0) = 2;
  held_out(3, 0) = 3;
  auto intake = intake_of(rows, Likelihood::bernoulli);
  EXPECT_FALSE(intake.inspect(rows));
  intake.begin_held_out(20, RowKind::float64);
  EXPECT_FALSE(intake.inspect_held_out(held_out));
  const auto fault = intake.prepare();
  ASSERT_TRUE(fault);
  EXPECT_FALSE(fault->held_out);
  EXPECT_EQ(fault->row, 40U);
}

// The number of a row that is held out, or is not.
std::size_t row_that_is(bool held_out, std::size_t from = 0) {
  HeldOutDraw draw(3, 100, 0.3);
  std::size_t row = 0;
  while (next_held_out(draw) != held_out || row < from) ++row;
  return row;
}

TEST(Intake, OfAShareTheFirstFaultIsToldWhicheverPartHasIt) {
  for (const bool held_out_first : {false, true}) {
    const auto first = row_that_is(held_out_first, 5);
    const auto second = row_that_is(!held_out_first, first);
    Values rows(100);
    rows(first, 0) = rows(second, 0) = 7;
    auto intake = intake_of(rows, Likelihood::bernoulli, 0.3);
    EXPECT_FALSE(intake.inspect(rows));
    const auto fault = intake.prepare();
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->row, first);
    EXPECT_FALSE(fault->held_out);
  }
}

TEST(Intake, HeldOutValuesDecideTheLikelihoodOnlyIfTheyAreAShare) {
  Values rows(100);
  rows(row_that_is(true), 0) = 7;
  auto intake = intake_of(rows, Likelihood::automatic, 0.3);
  EXPECT_FALSE(intake.inspect(rows));
  EXPECT_FALSE(intake.prepare());
  EXPECT_EQ(intake.preparation().likelihood, Likelihood::gaussian);

  const Values zeros_and_ones(100);
  auto separate = intake_of(zeros_and_ones, Likelihood::automatic);
  EXPECT_FALSE(separate.inspect(zeros_and_ones));
  separate.begin_held_out(100, RowKind::float64);
  EXPECT_FALSE(separate.inspect_held_out(rows));
  const auto fault = separate.prepare();
  EXPECT_EQ(separate.preparation().likelihood, Likelihood::bernoulli);
  ASSERT_TRUE(fault);
  EXPECT_TRUE(fault->held_out);
}

TEST(Intake, ATrainedModelKeepsItsScaling) {
  Values rows(50);
  for (std::size_t i = 0; i < 50; ++i) rows(i, 0) = 1000.0 + static_cast<double>(i);
  const FeatureScaling scaling({{5, 2, false}, {6, 3, false}}, 10);
  Intake intake(with(Likelihood::automatic), {Likelihood::gaussian, {}, scaling, {}},
                {50, D, RowKind::float64}, 0.2);
  EXPECT_FALSE(intake.inspect(rows));
  EXPECT_FALSE(intake.prepare());
  EXPECT_EQ(offsets_of(intake), (std::vector<double>{5, 6}));
  EXPECT_EQ(intake.preparation().likelihood, Likelihood::gaussian);
}

TEST(Intake, AStreamIsScaledByItsSampleAndComesInItsOrder) {
  Values sample(20), later(5);
  for (std::size_t i = 0; i < 20; ++i) sample(i, 0) = static_cast<double>(i);
  for (std::size_t i = 0; i < 5; ++i) later(i, 0) = 500 + static_cast<double>(i);
  auto intake = intake_of(sample, Likelihood::gaussian);
  EXPECT_FALSE(intake.inspect(sample));
  EXPECT_FALSE(intake.prepare_stream({1, 30}, std::nullopt));
  EXPECT_NEAR(offsets_of(intake)[0], 9.5, 1e-12);
  auto& stream = *intake.stream();
  const auto scaling = *intake.preparation().scaling;
  const auto start = std::move(intake).start();
  EXPECT_EQ(start.rows.get(), &stream);
  stream.begin_pass();
  EXPECT_FALSE(stream.append(later));
  Values faulty(3);
  faulty(2, 1) = gap;
  const auto fault = stream.append(faulty);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->row, 7U) << "rows are numbered from the start of the pass";
  stream.end_pass();
  std::vector<std::uint64_t> numbers(5);
  std::vector<float> values(5 * D);
  start.rows->begin_epoch(1, 0);
  ASSERT_EQ(start.rows->next_batch(numbers, values.data()), 5);
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
  scaling.to_user(values.data(), 5, values.data());
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_NEAR(values[i * D], 500 + static_cast<double>(i), 1e-3);
}

}  // namespace
}  // namespace vae1
