// A complete model of a mixed table.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <vector>

#include "begin_training.hpp"
#include "bytes/crc32.hpp"
#include "inference/imputation.hpp"
#include "inference/row_scores.hpp"
#include "model.hpp"
#include "model_bytes.hpp"
#include "read_of.hpp"
#include "some_table.hpp"

namespace vae1 {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

constexpr Decoder decoders[] = {Decoder::independent, Decoder::autoregressive};

Model trained_on(const SomeTable& table, std::uint32_t epochs, int threads = 1,
                 Decoder decoder = Decoder::independent) {
  Config config;
  config.decoder = decoder;
  config.hidden_dims = {32};
  config.latent_dim = 6;
  config.seed = 4;
  Model model(config, threads);
  model.set_columns(table.columns);
  begin_training(model, table.as_rows());
  while (epochs > 0) epochs -= model.train_batch() == BatchOutcome::epoch;
  model.end_training();
  return model;
}

std::vector<double> generated(Model& model, const SomeTable& table, Index count) {
  std::vector<double> conditions(static_cast<std::size_t>(count * SomeTable::features), gap);
  for (Index i = 0; i < count; ++i)
    conditions[static_cast<std::size_t>(i * SomeTable::features)] = table.cell(i % table.rows, 0);
  return read_of<double>(model, "generateTable",
                         numbers(conditions.data(), count, SomeTable::features), {7, from_prior});
}

TEST(TableModel, GeneratesRowsThatResembleTheTable) {
  const SomeTable table(3000);
  auto model = trained_on(table, 100);
  constexpr Index count = 6000;
  const auto rows = generated(model, table, count);
  double levels[2][4] = {}, apart[2] = {}, gaps_where_2 = 0, twos = 0, mean[2] = {};
  double atom[2] = {}, agrees[2] = {};
  const auto add = [&](int of, const double* row, double weight) {
    levels[of][static_cast<int>(row[1])] += weight;
    apart[of] += (std::abs(std::abs(row[4]) - 3) < 0.7) * weight;
    mean[of] += row[5] * weight;
    const int level = static_cast<int>(row[7]);
    atom[of] += (level == 3) * weight;
    agrees[of] += (level == 3 || (level > 10) == (row[6] == 1)) * weight;
  };
  for (Index i = 0; i < table.rows; ++i)
    add(0, &table.cells[static_cast<std::size_t>(i * SomeTable::features)], 1.0 / 3000);
  for (Index i = 0; i < count; ++i) {
    const double* row = &rows[static_cast<std::size_t>(i * SomeTable::features)];
    EXPECT_EQ(row[0], static_cast<double>(i % 3)) << "the condition comes back unchanged";
    EXPECT_TRUE(row[2] == 0 || row[2] == 1);
    add(1, row, 1.0 / count);
    twos += row[1] == 2;
    gaps_where_2 += row[1] == 2 && row[2] == 0;
  }
  for (int k = 0; k < 4; ++k) EXPECT_NEAR(levels[1][k], levels[0][k], 0.05);
  EXPECT_NEAR(apart[1], apart[0], 0.05) << "two modes and nothing between";
  EXPECT_NEAR(mean[1], mean[0], 2);
  EXPECT_NEAR(atom[1], atom[0], 0.05) << "the level that a third of the rows have";
  EXPECT_GT(agrees[1], agrees[0] - 0.1) << "other levels go with column 6";
  EXPECT_GT(gaps_where_2 / twos, 0.75) << "gaps occur only at one level";
}

// A gap can be any NaN, and all NaN count the same. Gaps are also accepted in columns that had none
// in training.
TEST(TableModel, CountsOnlyObservedCells) {
  const SomeTable table(600);
  auto model = trained_on(table, 5);
  std::vector<double> rows(table.cells.begin(), table.cells.begin() + 2 * SomeTable::features);
  rows[3] = rows[5] = gap;
  RowScores scores(model.inference(), {rows.data(), RowKind::float64, 2, SomeTable::features},
                   {Stream(1, Purpose::scoring), 0, true});
  scores.add(4);
  double out[2];
  scores.scores(ScoreMethod::likelihood, out);
  EXPECT_TRUE(std::isfinite(out[0]) && out[0] < 1e3);
  // A row without observed cells has a probability of 1.
  std::vector<double> nothing(SomeTable::features, gap);
  RowScores none(model.inference(), {nothing.data(), RowKind::float64, 1, SomeTable::features},
                 {Stream(1, Purpose::scoring), 0, true});
  none.add(1);
  none.scores(ScoreMethod::reconstruction, out);
  EXPECT_EQ(out[0], 0);
}

TEST(TableModel, ALoadedModelIsEqualAndContinuesEqually) {
  const SomeTable table(400);
  for (const auto decoder : decoders) {
    auto half = trained_on(table, 2, 1, decoder);
    half.set_attachment({1, 2, 3});
    const auto bytes = bytes_of(half);
    auto read = model_in(bytes);
    ASSERT_TRUE(std::holds_alternative<Model>(read)) << std::get<std::string>(read);
    auto& loaded = std::get<Model>(read);
    EXPECT_EQ(bytes_of(loaded), bytes);
    EXPECT_EQ(loaded.attachment().size(), 3U);
    EXPECT_EQ(generated(loaded, table, 50), generated(half, table, 50));
    for (auto* model : {&half, &loaded}) {
      begin_training(*model, table.as_rows());
      while (model->train_batch() != BatchOutcome::epoch) continue;
      model->end_training();
    }
    EXPECT_EQ(bytes_of(loaded), bytes_of(half));
  }
}

// A column with a single value in training, as can happen when rows are held out.
TEST(TableModel, CanBeSavedWithColumnsThatHaveNothingToLearn) {
  SomeTable table(60);
  for (Index i = 0; i < table.rows; ++i)
    for (const Index column : {3, 4, 5})
      table.cells[static_cast<std::size_t>(i * SomeTable::features + column)] = i == 7 ? 2.5 : gap;
  auto model = trained_on(table, 2);
  auto read = model_in(bytes_of(model));
  ASSERT_TRUE(std::holds_alternative<Model>(read)) << std::get<std::string>(read);
  EXPECT_EQ(generated(std::get<Model>(read), table, 20), generated(model, table, 20));
}

// Integers that single precision cannot distinguish.
TEST(TableModel, ReturnsConditionsUnchanged) {
  SomeTable table(200);
  table.columns[5].condition = true;
  for (Index i = 0; i < table.rows; ++i)
    table.cells[static_cast<std::size_t>(i * SomeTable::features + 5)] =
        1e8 + 12345677 * static_cast<double>(i);
  auto model = trained_on(table, 1);
  const auto out = read_of<double>(model, "generateTable", {table.as_rows()}, {7, from_prior});
  for (Index i = 0; i < table.rows; ++i) {
    const auto at = static_cast<std::size_t>(i * SomeTable::features + 5);
    EXPECT_EQ(out[at], table.cells[at]);
  }
  const auto reconstructed = read_of<double>(model, "reconstructTable", {table.as_rows()});
  EXPECT_EQ(reconstructed[5], table.cells[5]);
}

// Nothing that is trained depends on offsets, and the losses count them.
TEST(TableModel, CountsOffsetsInEveryLoss) {
  SomeTable table(400);
  auto with = trained_on(table, 1);
  for (Index i = 0; i < table.rows; ++i)
    table.cells[static_cast<std::size_t>(i * SomeTable::features + 8)] += 5;
  const auto more = trained_on(table, 1);
  EXPECT_NEAR(more.history()[0].training.loss, with.history()[0].training.loss + 5, 1e-3);
  EXPECT_EQ(with.saved().tensors[0].values, more.saved().tensors[0].values);
  const auto score = [&] {
    RowScores scores(with.inference(), table.as_rows().slice(0, 1),
                     {Stream(1, Purpose::scoring), 0, true});
    scores.add(4);
    double out = 0;
    scores.scores(ScoreMethod::likelihood, &out);
    return out;
  };
  const double before = score();
  table.cells[8] += 5;
  EXPECT_NEAR(score(), before + 5, 1e-4);
}

// A file's shares of levels are part of what the network sees.
TEST(TableModel, IsRefusedWithoutTheSharesOfItsLevels) {
  const auto saved = trained_on(SomeTable(60), 1).saved();
  ASSERT_TRUE(std::holds_alternative<Model>(Model::restored(SavedModel(saved))));
  void (*const faults[])(std::vector<Column>&) = {
      [](auto& columns) { columns[7].shares.pop_back(); },
      [](auto& columns) { columns[7].shares[3] = gap; },
      [](auto& columns) { columns[7].levels = 1; }, [](auto& columns) { columns[8].levels = 2; },
      [](auto& columns) { columns[8].optional = true; }};
  for (const auto& fault : faults) {
    auto bad = saved;
    fault(bad.columns);
    EXPECT_NE(std::get<std::string>(Model::restored(std::move(bad))).find("columns"),
              std::string::npos);
  }
}

TEST(TableModel, IsRefusedWithACopulaThatItCannotHave) {
  const auto saved = trained_on(SomeTable(60), 1, 1, Decoder::autoregressive).saved();
  ASSERT_EQ(saved.copula.mean.size(), 1U);
  ASSERT_TRUE(std::holds_alternative<Model>(Model::restored(SavedModel(saved))));
  void (*const faults[])(SavedModel&) = {[](auto& s) { s.copula.mean[0] = gap; },
                                         [](auto& s) { s.copula.covariance[0] = gap; },
                                         [](auto& s) { s.copula.covariance[0] = 0; },
                                         [](auto& s) {
                                           s.copula = {{0, 0}, {1, 0, 0, 1}};
                                         },
                                         [](auto& s) { s.config.decoder = Decoder::independent; }};
  for (const auto& fault : faults) {
    auto bad = saved;
    fault(bad);
    EXPECT_NE(std::get<std::string>(Model::restored(std::move(bad))).find("copula"),
              std::string::npos);
  }
}

TEST(TableModel, IsTheSameOnAnyNumberOfThreads) {
  const SomeTable table(400);
  for (const auto decoder : decoders)
    EXPECT_EQ(bytes_of(trained_on(table, 2, 1, decoder)),
              bytes_of(trained_on(table, 2, 3, decoder)));
}

TEST(TableModel, SurvivesAFileWithAnyWrongByte) {
  const SomeTable table(60);
  for (const auto decoder : decoders) {
    const auto bytes = bytes_of(trained_on(table, 1, 1, decoder));
    for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 1200); ++i)
      for (const std::uint8_t change : {0x01, 0x80, 0xFF}) {
        auto wrong = bytes;
        wrong[i] = static_cast<std::uint8_t>(wrong[i] ^ change);
        const auto content = std::span(wrong).first(wrong.size() - 4);
        const std::uint32_t crc = crc32(content);
        std::memcpy(wrong.data() + wrong.size() - 4, &crc, 4);
        auto read = model_in(wrong);
        // A file that is accepted all the same, for example with another seed, must work.
        if (auto* model = std::get_if<Model>(&read)) generated(*model, table, 3);
      }
  }
}

// Two correlated Gaussian columns, for which the missing cell is known in closed form.
TEST(Imputation, DrawsFromTheConditionalDistribution) {
  constexpr Index count = 4000;
  constexpr double correlation = 0.9;
  std::vector<double> cells(2 * count);
  for (Index i = 0; i < count; ++i) {
    double u[2];
    Stream(3, Purpose::evaluation).normal(0, static_cast<std::uint64_t>(i), std::span<double>(u));
    cells[static_cast<std::size_t>(2 * i)] = i % 5 == 0 ? gap : u[0];
    cells[static_cast<std::size_t>(2 * i + 1)] =
        i % 5 == 1 ? gap : correlation * u[0] + std::sqrt(1 - correlation * correlation) * u[1];
  }
  Config config;
  config.hidden_dims = {32};
  config.latent_dim = 2;
  config.likelihood = Likelihood::gaussian;
  config.missing = true;
  config.seed = 1;
  Model model(config);
  begin_training(model, {cells.data(), RowKind::float64, count, 2});
  for (int epochs = 40; epochs > 0;) epochs -= model.train_batch() == BatchOutcome::epoch;
  model.end_training();

  const std::vector<double> rows = {1.5, gap, -1, gap, gap, 0.5};
  constexpr Index completions = 2000;
  Imputation imputation(model.inference(), {rows.data(), RowKind::float64, 3, 2}, completions, 5,
                        0);
  imputation.add(30);
  std::vector<double> out(static_cast<std::size_t>(completions * 6));
  imputation.completions(out.data());
  const Index absent[] = {1, 1, 0};
  for (Index row = 0; row < 3; ++row) {
    double mean = 0, squares = 0;
    for (Index c = 0; c < completions; ++c) {
      const double x = out[static_cast<std::size_t>((c * 3 + row) * 2 + absent[row])];
      mean += x / completions;
      squares += x * x / completions;
    }
    const double known = rows[static_cast<std::size_t>(row * 2 + 1 - absent[row])];
    EXPECT_NEAR(mean, correlation * known, 0.15);
    EXPECT_NEAR(std::sqrt(squares - mean * mean), std::sqrt(1 - correlation * correlation), 0.12);
  }
}

// The score of rows with gaps is that of the marginal distribution of the present cells.
TEST(MissingNumbers, AreScoredByTheMarginal) {
  constexpr Index count = 4000;
  std::vector<double> cells(2 * count);
  for (Index i = 0; i < count; ++i) {
    double u[2];
    Stream(3, Purpose::evaluation).normal(0, static_cast<std::uint64_t>(i), std::span<double>(u));
    cells[static_cast<std::size_t>(2 * i)] = 10 + 2 * u[0];
    cells[static_cast<std::size_t>(2 * i + 1)] = i % 2 == 0 ? gap : 100 * u[0] + 30 * u[1];
  }
  Config config;
  config.hidden_dims = {32};
  config.latent_dim = 2;
  config.missing = true;
  config.seed = 1;
  Model model(config);
  begin_training(model, {cells.data(), RowKind::float64, count, 2});
  for (int epochs = 40; epochs > 0;) epochs -= model.train_batch() == BatchOutcome::epoch;
  model.end_training();
  const std::vector<double> rows = {10, gap, 14, gap};
  RowScores scores(model.inference(), {rows.data(), RowKind::float64, 2, 2},
                   {Stream(1, Purpose::scoring), 0, true});
  scores.add(500);
  double out[2];
  scores.scores(ScoreMethod::likelihood, out);
  const double highest = 0.5 * std::log(2 * std::numbers::pi * 4);
  EXPECT_NEAR(out[0], highest, 0.15);
  EXPECT_NEAR(out[1], highest + 2, 0.3);
}

}  // namespace
}  // namespace vae1
