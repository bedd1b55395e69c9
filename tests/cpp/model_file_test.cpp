#include "file/model_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "begin_training.hpp"
#include "bytes/crc32.hpp"
#include "layers/dense.hpp"
#include "model_bytes.hpp"
#include "random/stream.hpp"
#include "read_of.hpp"

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
  return bytes_of(model);
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
  return bytes_of(model);
}

// A model trained with held-out rows and schedules, past its best epoch.
Model with_everything(std::uint32_t epochs) {
  auto config = small();
  config.hidden_dims = {32};
  config.likelihood = Likelihood::gaussian;
  config.objective = Bound::iwae;
  config.importance_samples = 3;
  config.beta = {.kind = BetaSchedule::Kind::cyclic, .to = 2, .epochs = 2, .cycles = 1};
  config.learning_rate = {
      .kind = LearningRateSchedule::Kind::plateau, .initial = 0.5, .factor = 0.5, .patience = 1};
  config.weight_decay = 0.01;
  config.max_gradient_norm = 3;
  Model model(config);
  train_with_held_out(model, epochs);
  return model;
}

std::string why_not(std::span<const std::uint8_t> bytes) {
  const auto read = model_in(bytes);
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
    auto read = model_in(bytes);
    ASSERT_EQ(why_not(bytes), "");
    EXPECT_EQ(bytes_of(std::get<Model>(read)), bytes);
  }
}

TEST(ModelFile, IsWrittenInPiecesOfOneTensorAtMost) {
  auto config = small();
  config.hidden_dims = {200, 200};
  Model model(config);
  train(model, 1);
  auto saved = model.saved();
  std::size_t largest = 0, total = 0;
  write_model_file(saved, [&](std::span<const std::uint8_t> piece) {
    largest = std::max(largest, piece.size());
    total += piece.size();
  });
  EXPECT_EQ(largest, 200 * 200 * sizeof(float));
  EXPECT_EQ(total, model_file_size(saved));
}

TEST(ModelFile, HoldsTheThresholdAndTheMixture) {
  const auto read = model_in(fitted_file());
  const auto& [threshold, mixture, prior] = std::get<Model>(read).fitted();
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
  auto read = model_in(fitted_file());
  auto& model = std::get<Model>(read);
  train(model, 1);
  EXPECT_FALSE(model.fitted().threshold);
  EXPECT_FALSE(model.fitted().mixture);
  Model whole(small());
  train(whole, 4);
  EXPECT_EQ(bytes_of(model), bytes_of(whole));
}

TEST(ModelFile, TrainingContinuesAsIfItHadNeverStopped) {
  auto half = model_in(trained_file());
  train(std::get<Model>(half), 4);
  Model whole(small());
  train(whole, 7);
  EXPECT_EQ(bytes_of(std::get<Model>(half)), bytes_of(whole));
}

TEST(ModelFile, HoldsTheBestWeightsAndTheWholeTrainingState) {
  // Unless the last epoch is not the best and the rate has fallen, the test shows nothing.
  std::uint32_t epochs = 9;
  const auto shows = [](const Model& model) {
    return model.best_epoch() < model.history().size() &&
           model.history().back().learning_rate < 0.5;
  };
  while (epochs < 40 && !shows(with_everything(epochs))) ++epochs;
  auto whole = with_everything(epochs);
  ASSERT_GT(whole.best_epoch(), 0U);
  ASSERT_LT(whole.history().back().learning_rate, 0.5) << "the rate never fell";
  const auto bytes = bytes_of(whole);
  auto read = model_in(bytes);
  ASSERT_EQ(why_not(bytes), "");
  auto& loaded = std::get<Model>(read);
  EXPECT_EQ(bytes_of(loaded), bytes);
  const float z[] = {0.5F, -0.5F};
  const Block latents = {{z, RowKind::float32, 1, features}};
  EXPECT_EQ(read_of<float>(loaded, "decode", latents), read_of<float>(whole, "decode", latents));

  for (const std::uint32_t first : {1U, 4U, 8U}) {
    auto part = model_in(bytes_of(with_everything(first)));
    train_with_held_out(std::get<Model>(part), epochs - first);
    EXPECT_EQ(bytes_of(std::get<Model>(part)), bytes) << first;
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
  const auto bytes = bytes_of(model);
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
  bytes[8] = 3;
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
  EXPECT_NE(with_nan_at(place_of("ANOM") + 16 + 4 * 8).find("threshold"), std::string::npos);
  EXPECT_NE(with_nan_at(place_of("MIXT") + 16 + 8).find("mixture"), std::string::npos);
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

// Where the content of a section begins; its tag must occur only there.
std::size_t content_of(std::span<const std::uint8_t> bytes, const char* tag) {
  return std::string(bytes.begin(), bytes.end()).find(tag) + 16;
}

template <class N>
std::string why_not_with(std::vector<std::uint8_t> bytes, std::size_t at, N before, N now) {
  N found{};
  std::memcpy(&found, bytes.data() + at, sizeof found);
  EXPECT_EQ(found, before) << "the layout has changed";
  std::memcpy(bytes.data() + at, &now, sizeof now);
  sign(bytes);
  return why_not(bytes);
}

TEST(ModelFile, SizesAreCheckedBeforeAllocating) {
  const auto bytes = trained_file();
  constexpr auto large = std::int64_t{1} << 30;
  // The width of the first layer, after the number of layers, the length of its kind, and the
  // number of its settings: a network of 2^30 units.
  const auto width = content_of(bytes, "LAYR") + 16;
  EXPECT_NE(why_not_with(bytes, width, std::int64_t{4}, large).find("tensors"), std::string::npos);
  // The shape of the first tensor, after the number of tensors, its offset, type and lengths.
  const auto shape = content_of(bytes, "TENS") + 24;
  EXPECT_NE(why_not_with(bytes, shape, std::int64_t{3}, large).find("TENS"), std::string::npos);
  EXPECT_NE(why_not_with(bytes, content_of(bytes, "TENS"), std::int64_t{27}, large).find("TENS"),
            std::string::npos);
}

TEST(ModelFile, AnUnknownKindOfLayerIsNamed) {
  const auto bytes = trained_file();
  const auto kind = content_of(bytes, "dense") - 16;
  EXPECT_NE(why_not_with(bytes, kind, 'd', 's').find("layer"), std::string::npos);
}

// A masked layer's file reads as it was written, and is refused if a masked weight, or one of its
// moments, is not 0.
TEST(SavedModel, WithMaskedLayersIsReadAsItWasWritten) {
  auto saved = with_everything(4).saved();
  saved.layers.encoder.front() = masked({{10, 0}, {13, 1}, {9, 3}}, Activation::relu);
  std::vector<std::vector<float>*> weights;
  for (auto& tensor : saved.tensors)
    if (tensor.name.ends_with("encoder.0.weight")) weights.push_back(&tensor.values);
  ASSERT_EQ(weights.size(), 4U);
  for (auto* values : weights)
    for (std::size_t i = 0; i < 3; ++i)
      std::fill_n(values->begin() + static_cast<std::ptrdiff_t>(32 * i), i == 0 ? 10 : 23, 0.0F);
  auto model = Model::restored(SavedModel(saved));
  ASSERT_TRUE(std::holds_alternative<Model>(model));
  train_with_held_out(std::get<Model>(model), 2);
  const auto bytes = bytes_of(std::get<Model>(model));
  auto read = model_in(bytes);
  ASSERT_TRUE(std::holds_alternative<Model>(read)) << why_not(bytes);
  EXPECT_EQ(bytes_of(std::get<Model>(read)), bytes);
  // Training goes on as if it had not been saved.
  for (auto* trained : {&model, &read}) train_with_held_out(std::get<Model>(*trained), 2);
  EXPECT_EQ(bytes_of(std::get<Model>(read)), bytes_of(std::get<Model>(model)));

  for (auto* values : weights) {
    (*values)[32 + 22] = 1e-30F;  // the second input of the last output that sees one
    const auto refused = Model::restored(SavedModel(saved));
    ASSERT_TRUE(std::holds_alternative<std::string>(refused));
    EXPECT_NE(std::get<std::string>(refused).find("encoder.0.weight"), std::string::npos);
    (*values)[32 + 22] = 0;
  }
}

// What is well-formed may still not fit.
TEST(SavedModel, IsRefusedIfItsPartsDoNotFit) {
  const auto saved = with_everything(4).saved();
  ASSERT_TRUE(std::holds_alternative<Model>(Model::restored(SavedModel(saved))));
  const std::pair<const char*, void (*)(SavedModel&)> faults[] = {
      {"options", [](SavedModel& s) { s.config.batch_size = 0; }},
      {"likelihood", [](SavedModel& s) { s.likelihood = Likelihood::bernoulli; }},
      {"scaling", [](SavedModel& s) { s.scaling.columns.pop_back(); }},
      {"columns", [](SavedModel& s) { s.columns.resize(3); }},
      {"scaling", [](SavedModel& s) { s.scaling.columns[1].scale = 0; }},
      {"training state", [](SavedModel& s) { s.state.optimiser_steps = 0; }},
      {"history", [](SavedModel& s) { s.history[1].kl_per_dimension.pop_back(); }},
      {"best epoch", [](SavedModel& s) { s.best.epoch = 5; }},
      {"best epoch", [](SavedModel& s) { s.history.back().validation.reset(); }},
      {"network has a last layer", [](SavedModel& s) { s.layers.decoder.pop_back(); }},
      // The rest of the network writes over its output, which its activation's gradient needs.
      {"activation", [](SavedModel& s) { s.layers.encoder.back().settings.push_back(0); }},
      {"activation", [](SavedModel& s) { s.layers.decoder.back().settings.push_back(2); }},
      {"network has a layer", [](SavedModel& s) { s.layers.encoder.front().kind = "round"; }},
      {"tensors", [](SavedModel& s) { s.layers.encoder.front().settings[0]++; }},
      {"tensors", [](SavedModel& s) { s.tensors.pop_back(); }},
      {"likelihood.logVariance", [](SavedModel& s) { s.tensors[8].name = "else"; }},
      {"encoder.0.weight",
       [](SavedModel& s) {
         s.tensors[0].shape = {1, 96};
       }},
      {"encoder.0.bias", [](SavedModel& s) { s.tensors[1].values[0] = HUGE_VALF; }},
      {"optimiser.secondMoment.encoder.0.bias",
       [](SavedModel& s) { s.tensors[19].values[0] = -1; }},
      {"threshold",
       [](SavedModel& s) { s.fitted.threshold = Threshold({}, 1, 1, {1}); }},  // no samples
      {"mixture",
       [](SavedModel& s) {
         s.fitted.mixture = GaussianMixture({{1, Vector<double>{{0}}, {}}});
       }},
      {"options", [](SavedModel& s) { s.config.prior = static_cast<Prior>(3); }},
      {"prior", [](SavedModel& s) { s.fitted.prior = Prior::mixture; }},
      {"prior", [](SavedModel& s) { s.fitted.prior = Prior::automatic; }},
  };
  for (const auto& [part, spoil] : faults) {
    auto wrong = saved;
    spoil(wrong);
    const auto restored = Model::restored(std::move(wrong));
    const auto* fault = std::get_if<std::string>(&restored);
    ASSERT_TRUE(fault) << part;
    EXPECT_NE(fault->find(part), std::string::npos) << *fault;
  }
}

// As AnyContentUnderACorrectChecksumIsReadOrRefused, of files of format version 1.
TEST(ModelFile, AnyContentOfAnEarlierFileIsReadOrRefused) {
  for (const std::string name : {"best-epoch", "fitted", "gaps"}) {
    std::ifstream in(std::string(VAE1_FIXTURES) + "/model-files/" + name + ".vae1",
                     std::ios::binary);
    const std::vector<std::uint8_t> bytes(std::istreambuf_iterator<char>(in), {});
    ASSERT_EQ(why_not(bytes), "") << name;
    std::size_t refused = 0, read = 0;
    for (std::size_t i = 12; i < bytes.size() - 4; ++i)
      for (const std::uint8_t value : {0x00, 0x7F, 0x80, 0xFF}) {
        auto changed = bytes;
        changed[i] = value;
        sign(changed);
        ++(why_not(changed).empty() ? read : refused);
      }
    EXPECT_GT(refused, 0U);
    EXPECT_GT(read, 0U);
  }
}

}  // namespace
}  // namespace vae1
