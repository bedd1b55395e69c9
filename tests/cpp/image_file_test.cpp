// Files of models of images: read as they were written, and refused if their parts do not fit.
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "begin_training.hpp"
#include "bytes/crc32.hpp"
#include "layers/transposition.hpp"
#include "model_bytes.hpp"
#include "read_of.hpp"
#include "some_images.hpp"

namespace vae1 {
namespace {

SomeImages small(bool channels_first = false) {
  SomeImages images;
  images.width = 5;
  images.height = 4;
  images.channels_first = channels_first;
  return images;
}

void train(Model& model, const SomeImages& images, int epochs) {
  constexpr Index count = 20;
  const auto data = images.rows(count);
  begin_training(model, {data.data(), RowKind::float32, count, images.features()});
  while (epochs > 0) epochs -= model.train_batch() == BatchOutcome::epoch;
  model.end_training();
}

Model trained(const SomeImages& images, Likelihood likelihood, int epochs = 2) {
  Model model(images.config(likelihood));
  train(model, images, epochs);
  return model;
}

std::string why_not(std::span<const std::uint8_t> bytes) {
  const auto read = model_in(bytes);
  const auto* sentence = std::get_if<std::string>(&read);
  return sentence ? *sentence : "";
}

std::vector<std::uint8_t> with(std::vector<std::uint8_t> bytes, std::size_t at,
                               std::uint32_t value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
  const std::uint32_t crc = crc32(std::span(bytes).first(bytes.size() - 4));
  std::memcpy(bytes.data() + bytes.size() - 4, &crc, 4);
  return bytes;
}

TEST(ImageFile, ReadingAndWritingGivesTheSameBytes) {
  for (const bool channels_first : {false, true})
    for (const auto likelihood :
         {Likelihood::bernoulli, Likelihood::gaussian, Likelihood::discretized_logistic}) {
      const auto images = small(channels_first);
      auto model = trained(images, likelihood);
      const auto bytes = bytes_of(model);
      auto read = model_in(bytes);
      ASSERT_EQ(why_not(bytes), "");
      auto& loaded = std::get<Model>(read);
      EXPECT_EQ(bytes_of(loaded), bytes);
      EXPECT_EQ(loaded.config().image_layers, model.config().image_layers);
      const float z[] = {0.5F, -0.5F, 1};
      const Block latents = {{z, RowKind::float32, 1, images.features()}};
      EXPECT_EQ(read_of<float>(loaded, "decode", latents),
                read_of<float>(model, "decode", latents));
      // Training goes on as if it had not been saved.
      train(loaded, images, 2);
      EXPECT_EQ(bytes_of(loaded), bytes_of(trained(images, likelihood, 4)));
    }
}

// IMAG: width, height, channels and whether they come first, u32 each.
TEST(ImageFile, ASizeThatIsNotThatOfTheLayersIsRefused) {
  const auto bytes = bytes_of(trained(small(), Likelihood::bernoulli));
  const auto content = std::string(bytes.begin(), bytes.end()).find("IMAG") + 16;
  const auto changed = [&](std::size_t field, std::uint32_t value) {
    return why_not(with(bytes, content + 4 * field, value));
  };
  EXPECT_EQ(changed(0, 5), "");
  for (const std::size_t field : {0, 1, 2}) {
    EXPECT_NE(changed(field, 6), "") << field;
    for (const std::uint32_t value : {0U, 0x80000000U, 0x7FFFFFFFU, 0xFFFFFFFFU})
      EXPECT_NE(changed(field, value), "") << field;
  }
  EXPECT_NE(changed(3, 1).find("layers"), std::string::npos) << changed(3, 1);
  EXPECT_NE(changed(3, 2).find("IMAG"), std::string::npos) << changed(3, 2);
}

// Of the sections that only such a file has, or that differ in it; the sanitizers run this too.
TEST(ImageFile, AnyContentUnderACorrectChecksumIsReadOrRefused) {
  const auto bytes = bytes_of(trained(small(true), Likelihood::discretized_logistic));
  const std::string text(bytes.begin(), bytes.end());
  std::size_t refused = 0, read = 0;
  for (const auto& [from, to] : {std::pair("IMAG", "SCAL"), std::pair("LAYR", "HIST")})
    for (std::size_t at = text.find(from); at < text.find(to); ++at)
      for (const std::uint32_t value : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
        std::uint32_t four;
        std::memcpy(&four, bytes.data() + at, sizeof four);
        ++(why_not(with(bytes, at, (four & ~0xFFU) | value)).empty() ? read : refused);
      }
  EXPECT_GT(refused, 0U);
  EXPECT_GT(read, 0U);
}

TEST(SavedImageModel, IsRefusedIfItsPartsDoNotFit) {
  const auto saved = trained(small(true), Likelihood::discretized_logistic).saved();
  ASSERT_TRUE(std::holds_alternative<Model>(Model::restored(SavedModel(saved))));
  const std::pair<const char*, void (*)(SavedModel&)> faults[] = {
      {"image", [](SavedModel& s) { s.config.image.width = 6; }},
      {"image", [](SavedModel& s) { s.config.image.height = 3; }},
      {"options", [](SavedModel& s) { s.config.image.channels = 0; }},
      {"options", [](SavedModel& s) { s.config.image = {}; }},
      {"options", [](SavedModel& s) { s.config.missing = true; }},
      {"likelihood", [](SavedModel& s) { s.likelihood = Likelihood::bernoulli; }},
      // An image of as many numbers, in which other pixels are neighbours.
      {"layers", [](SavedModel& s) { std::swap(s.config.image.width, s.config.image.height); }},
      {"layers", [](SavedModel& s) { s.config.image.channels_first = false; }},
      {"layers", [](SavedModel& s) { s.layers.encoder.erase(s.layers.encoder.begin()); }},
      {"layers", [](SavedModel& s) { s.layers.encoder.clear(); }},
      {"layers", [](SavedModel& s) { s.layers.decoder.clear(); }},
      {"layers", [](SavedModel& s) { s.layers.decoder.pop_back(); }},
      {"layers", [](SavedModel& s) { s.layers.decoder.push_back(dense(120)); }},
      {"layers", [](SavedModel& s) { s.layers.decoder.back() = transposition(3, 20, 2); }},
      {"layers", [](SavedModel& s) { s.layers.skip.push_back(dense(120)); }},
      {"network has a layer", [](SavedModel& s) { s.layers.encoder[1].settings[6] = 3; }},
      {"network has a layer", [](SavedModel& s) { s.layers.encoder[1].kind = "round"; }},
      {"tensors", [](SavedModel& s) { s.layers.encoder.erase(s.layers.encoder.begin() + 2); }},
      {"columns", [](SavedModel& s) { s.columns.resize(s.features); }},
      {"tensors", [](SavedModel& s) { s.tensors.pop_back(); }},
  };
  for (const auto& [part, spoil] : faults) {
    auto wrong = saved;
    spoil(wrong);
    const auto restored = Model::restored(std::move(wrong));
    const auto* fault = std::get_if<std::string>(&restored);
    ASSERT_TRUE(fault) << part;
    EXPECT_NE(fault->find(part), std::string::npos) << *fault << ", not " << part;
  }
}

// The bytes' likelihood is one of images, and a table's is not.
TEST(SavedImageModel, IsRefusedWithALikelihoodOfOtherRows) {
  auto saved = trained(small(), Likelihood::gaussian).saved();
  saved.config.likelihood = Likelihood::automatic;
  ASSERT_TRUE(std::holds_alternative<Model>(Model::restored(SavedModel(saved))));
  auto table = saved;
  table.likelihood = Likelihood::mixed;
  table.columns.resize(table.features);
  Model numbers((Config()));
  train(numbers, small(), 1);
  auto bytes = numbers.saved();
  bytes.likelihood = Likelihood::discretized_logistic;
  for (auto& wrong : {std::move(table), std::move(bytes)}) {
    const auto restored = Model::restored(SavedModel(wrong));
    const auto* fault = std::get_if<std::string>(&restored);
    ASSERT_TRUE(fault);
    EXPECT_NE(fault->find("likelihood"), std::string::npos) << *fault;
  }
}

}  // namespace
}  // namespace vae1
