#include "file/model_file.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "begin_training.hpp"
#include "file/crc32.hpp"
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

std::string why_not(std::span<const std::uint8_t> bytes) {
  const auto read = ModelFile::read(bytes);
  const auto* sentence = std::get_if<std::string>(&read);
  return sentence ? *sentence : "";
}

void sign(std::vector<std::uint8_t>& bytes) {
  const std::uint32_t crc = crc32(std::span(bytes).first(bytes.size() - 4));
  std::memcpy(bytes.data() + bytes.size() - 4, &crc, 4);
}

TEST(Crc32, GivesTheCheckValueOfTheStandard) {
  const std::vector<std::uint8_t> digits = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
  EXPECT_EQ(crc32(digits), 0xCBF43926);
}

TEST(ModelFile, ReadingAndWritingGivesTheSameBytes) {
  const auto bytes = trained_file();
  auto read = ModelFile::read(bytes);
  ASSERT_EQ(why_not(bytes), "");
  EXPECT_EQ(ModelFile::write(std::get<Model>(read)), bytes);
}

TEST(ModelFile, TrainingGoesOnAsIfItHadNeverStopped) {
  auto half = ModelFile::read(trained_file());
  train(std::get<Model>(half), 4);
  Model whole(small());
  train(whole, 7);
  EXPECT_EQ(ModelFile::write(std::get<Model>(half)), ModelFile::write(whole));
}

TEST(ModelFile, EveryShorterFileIsRefused) {
  const auto bytes = trained_file();
  for (std::size_t length = 0; length < bytes.size(); ++length)
    ASSERT_NE(why_not(std::span(bytes).first(length)), "") << length;
}

TEST(ModelFile, EveryChangedByteIsNoticed) {
  auto bytes = trained_file();
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (const int bit : {0, 3, 7}) {
      bytes[i] ^= static_cast<std::uint8_t>(1 << bit);
      ASSERT_NE(why_not(bytes), "") << "byte " << i;
      bytes[i] ^= static_cast<std::uint8_t>(1 << bit);
    }
}

// What a checksum cannot catch: a file with a right checksum and wrong content. No field may
// bring down the reader, whatever it says; run under the sanitizers too.
TEST(ModelFile, AFileWithARightChecksumAndAnyContentIsReadOrRefused) {
  const auto bytes = trained_file();
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

TEST(ModelFile, SizesAreCheckedBeforeMemoryIsTaken) {
  // hiddenDims[0], the first number after the fixed part of CONF: a network of 2^31 units.
  auto bytes = trained_file();
  const std::size_t at = 16 + 16 + 4 + 5 * 4 + 3 * 8;
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
