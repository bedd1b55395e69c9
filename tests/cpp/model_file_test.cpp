#include "file/model_file.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "begin_training.hpp"
#include "bytes/crc32.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

constexpr Index features = 3;

void train(Model& model, std::uint32_t epochs) {
  std::vector<float> data(20 * features);
  Stream(1, Purpose::evaluation).normal(0, 0, std::span(data));
  const Rows rows = {data.data(), RowKind::float32, 20, features};
  begin_training(model, rows);
  while (epochs > 0) epochs -= model.train_batch() == BatchOutcome::epoch;
  model.end_training();
}

void train_with_held_out(Model& model, std::uint32_t epochs) {
  std::vector<float> data(40 * features);
  Stream(1, Purpose::evaluation).normal(0, 0, std::span(data));
  const Rows rows = {data.data(), RowKind::float32, 40, features};
  begin_training(model, rows.slice(0, 20), rows.slice(20, 20), EarlyStopping{});
  while (epochs > 0) epochs -= model.train_batch() == BatchOutcome::epoch;
  model.end_training();
}

Config small() {
  Config config;
  config.hidden_dims = {4};
  config.latent_dim = 2;
  config.batch_size = 8;
  config.seed = 99;
  return config;
}

std::vector<std::uint8_t> trained_file() {
  Model model(small());
  train(model, 3);
  return ModelFile::write(model);
}

Threshold some_threshold() {
  std::vector<double> scores(30);
  Stream(4, Purpose::evaluation).normal(0, 0, std::span(scores));
  return Threshold::fit({ScoreMethod::elbo, 7, 12}, scores, 0.9);
}

GaussianMixture some_mixture() {
  const Matrix<double> factor = (Matrix<double>(2, 2) << 0.5, 0, -0.25, 0.75).finished();
  return GaussianMixture(
      {{0.25, Vector<double>{{-1, 2}}, factor}, {0.75, Vector<double>{{0.5, 0}}, 2 * factor}});
}

// The file of a model with everything that can be fitted.
std::vector<std::uint8_t> fitted_file() {
  Model model(small());
  train(model, 3);
  model.set_threshold(some_threshold());
  model.set_mixture(some_mixture());
  return ModelFile::write(model);
}

// A model trained with held-out rows and schedules, past its best epoch.
Model with_everything(std::uint32_t epochs) {
  auto config = small();
  config.hidden_dims = {32};
  config.likelihood = Likelihood::gaussian;
  config.objective = Bound::iwae;
  config.importance_samples = 3;
  config.beta = {.kind = BetaSchedule::Kind::cyclic, .to = 2, .epochs = 6, .cycles = 2};
  config.learning_rate = {
      .kind = LearningRateSchedule::Kind::plateau, .initial = 0.5, .factor = 0.5, .patience = 1};
  config.weight_decay = 0.01;
  config.max_gradient_norm = 3;
  Model model(config);
  train_with_held_out(model, epochs);
  return model;
}

std::string why_not(std::span<const std::uint8_t> bytes) {
  const auto read = ModelFile::read(bytes);
  const auto* sentence = std::get_if<std::string>(&read);
  return sentence ? *sentence : "";
}

void sign(std::vector<std::uint8_t>& bytes) {
  const std::uint32_t crc = crc32(std::span(bytes).first(bytes.size() - 4));
  std::memcpy(bytes.data() + bytes.size() - 4, &crc, 4);
}

TEST(Crc32, MatchesTheCheckValueOfTheStandard) {
  const std::vector<std::uint8_t> digits = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
  EXPECT_EQ(crc32(digits), 0xCBF43926);
}

TEST(ModelFile, ReadingAndWritingGivesTheSameBytes) {
  for (const auto& bytes : {trained_file(), fitted_file()}) {
    auto read = ModelFile::read(bytes);
    ASSERT_EQ(why_not(bytes), "");
    EXPECT_EQ(ModelFile::write(std::get<Model>(read)), bytes);
  }
}

TEST(ModelFile, HoldsTheThresholdAndTheMixture) {
  const auto read = ModelFile::read(fitted_file());
  const auto& [threshold, mixture] = std::get<Model>(read).fitted();
  ASSERT_TRUE(threshold && mixture);
  EXPECT_EQ(threshold->scoring().method, ScoreMethod::elbo);
  EXPECT_EQ(threshold->scoring().samples, 7U);
  EXPECT_EQ(threshold->scoring().seed, 12U);
  EXPECT_EQ(threshold->value(), some_threshold().value());
  for (const double score : {-2.0, 0.1, 3.0})
    EXPECT_EQ(threshold->probability(score), some_threshold().probability(score));
  float found[2], expected[2];
  for (const std::uint64_t row : {0, 1, 2, 3}) {
    mixture->draw(1, row, found);
    some_mixture().draw(1, row, expected);
    EXPECT_EQ(std::vector(found, found + 2), std::vector(expected, expected + 2));
  }
}

TEST(ModelFile, TheNextStepDropsWhatWasFitted) {
  auto read = ModelFile::read(fitted_file());
  auto& model = std::get<Model>(read);
  train(model, 1);
  EXPECT_FALSE(model.fitted().threshold);
  EXPECT_FALSE(model.fitted().mixture);
  Model whole(small());
  train(whole, 4);
  EXPECT_EQ(ModelFile::write(model), ModelFile::write(whole));
}

TEST(ModelFile, TrainingContinuesAsIfItHadNeverStopped) {
  auto half = ModelFile::read(trained_file());
  train(std::get<Model>(half), 4);
  Model whole(small());
  train(whole, 7);
  EXPECT_EQ(ModelFile::write(std::get<Model>(half)), ModelFile::write(whole));
}

TEST(ModelFile, HoldsTheBestWeightsAndTheWholeTrainingState) {
  auto whole = with_everything(9);
  ASSERT_GT(whole.best_epoch(), 0U);
  ASSERT_LT(whole.best_epoch(), 9U) << "the last epoch is the best, so the test shows nothing";
  ASSERT_LT(whole.history().back().learning_rate, 0.5) << "the rate never fell";
  const auto bytes = ModelFile::write(whole);
  auto read = ModelFile::read(bytes);
  ASSERT_EQ(why_not(bytes), "");
  auto& loaded = std::get<Model>(read);
  EXPECT_EQ(ModelFile::write(loaded), bytes);
  std::vector<float> z = {0.5F, -0.5F}, from_whole(features), from_loaded(features);
  whole.decode(z.data(), 1, from_whole.data());
  loaded.decode(z.data(), 1, from_loaded.data());
  EXPECT_EQ(from_whole, from_loaded);

  for (const std::uint32_t first : {1U, 4U, 8U}) {
    auto part = ModelFile::read(ModelFile::write(with_everything(first)));
    train_with_held_out(std::get<Model>(part), 9 - first);
    EXPECT_EQ(ModelFile::write(std::get<Model>(part)), bytes) << first;
  }
}

TEST(ModelFile, EveryShorterFileIsRefused) {
  const auto bytes = fitted_file();
  for (std::size_t length = 0; length < bytes.size(); ++length)
    ASSERT_NE(why_not(std::span(bytes).first(length)), "") << length;
}

TEST(ModelFile, EveryChangedByteIsDetected) {
  auto bytes = fitted_file();
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (const int bit : {0, 3, 7}) {
      bytes[i] ^= static_cast<std::uint8_t>(1 << bit);
      ASSERT_NE(why_not(bytes), "") << "byte " << i;
      bytes[i] ^= static_cast<std::uint8_t>(1 << bit);
    }
}

// A checksum cannot detect wrong content under a correct checksum. No field may crash the reader,
// whatever its value; the sanitizers run this too.
TEST(ModelFile, AnyContentUnderACorrectChecksumIsReadOrRefused) {
  auto model = with_everything(4);
  model.set_threshold(some_threshold());
  model.set_mixture(some_mixture());
  const auto bytes = ModelFile::write(model);
  std::size_t refused = 0, read = 0;
  for (std::size_t i = 8; i < bytes.size() - 4; ++i)
    for (const std::uint8_t value : {0x00, 0x7F, 0x80, 0xFF}) {
      auto changed = bytes;
      changed[i] = value;
      sign(changed);
      ++(why_not(changed).empty() ? read : refused);
    }
  EXPECT_GT(refused, 0U);
  EXPECT_GT(read, 0U);
}

TEST(ModelFile, ALaterVersionIsNamed) {
  auto bytes = trained_file();
  bytes[8] = 2;
  EXPECT_NE(why_not(bytes).find("later release"), std::string::npos);
}

TEST(ModelFile, AFittedSectionWithImpossibleContentIsRefused) {
  const auto bytes = fitted_file();
  // Where each section's tag begins, and the offset from there of an f64 that must be finite.
  const auto place_of = [&](const char* tag) {
    const std::string text(bytes.begin(), bytes.end());
    return text.rfind(tag);
  };
  const auto with_nan_at = [&](std::size_t place) {
    auto changed = bytes;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    std::memcpy(changed.data() + place, &nan, 8);
    sign(changed);
    return why_not(changed);
  };
  EXPECT_NE(with_nan_at(place_of("ANOM") + 16 + 4 * 8).find("ANOM"), std::string::npos);
  EXPECT_NE(with_nan_at(place_of("MIXT") + 16 + 8).find("MIXT"), std::string::npos);
  for (const char* tag : {"ANOM", "MIXT"}) {
    auto changed = bytes;  // the largest value for the first count or number
    std::memset(changed.data() + place_of(tag) + 16, 0xFF, 8);
    sign(changed);
    EXPECT_NE(why_not(changed).find(tag), std::string::npos);
  }
}

TEST(ModelFile, AnEpochWithoutHeldOutRowsHasNoHeldOutLosses) {
  auto bytes = trained_file();
  // The first record of HIST, after tag, zero, length and count: epoch, held out, three losses.
  const std::string text(bytes.begin(), bytes.end());
  const std::size_t record = text.rfind("HIST") + 4 + 4 + 8 + 8;
  const double loss = 1;
  std::memcpy(bytes.data() + record + 8 + 8 + 3 * 8, &loss, 8);
  sign(bytes);
  EXPECT_NE(why_not(bytes).find("HIST"), std::string::npos);
}

TEST(ModelFile, SizesAreCheckedBeforeAllocating) {
  // hiddenDims[0], the first number after the fixed part of CONF: a network of 2^31 units.
  auto bytes = trained_file();
  const std::size_t at = 16 + 16 + 4 + 5 * 4 + 8 + 4 + 7 * 4 + 11 * 8;
  std::int32_t width = 0;
  std::memcpy(&width, bytes.data() + at, 4);
  ASSERT_EQ(width, 4) << "the layout of CONF has changed";
  width = std::numeric_limits<std::int32_t>::max();
  std::memcpy(bytes.data() + at, &width, 4);
  sign(bytes);
  EXPECT_NE(why_not(bytes).find("PARM"), std::string::npos);
}

}  // namespace
}  // namespace vae1
