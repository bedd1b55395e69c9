// Reads by name: their results, and what they refuse.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "begin_training.hpp"
#include "data/dataset.hpp"
#include "inference/row_scores.hpp"
#include "random/stream.hpp"
#include "reads/read.hpp"

namespace vae1 {
namespace {

constexpr Index D = 3, N = 40;

class SomeReads : public testing::Test {
 protected:
  SomeReads()
      : values_(N * D), model_([] {
          Config config;
          config.hidden_dims = {8};
          config.latent_dim = 2;
          return Model(config);
        }()) {
    Stream(1, Purpose::evaluation).normal(0, 0, std::span(values_));
    begin_training(model_, rows());
    while (model_.train_batch() != BatchOutcome::epoch) continue;
    model_.end_training();
  }

  Rows rows(Index n = N) const { return {values_.data(), RowKind::float32, n, D}; }

  std::optional<Fault> begin(std::string_view name, const Block& block,
                             const std::vector<double>& arguments) {
    return reads_.begin(model_, read_named(name), block, arguments);
  }
  template <class T>
  std::vector<T> result() {
    const auto& result = reads_.result();
    EXPECT_EQ(result.missing(), 0);
    EXPECT_EQ(result.doubles(), (std::is_same_v<T, double>));
    const auto* data = static_cast<const T*>(result.data());
    return {data, data + result.count()};
  }

  std::vector<float> values_;
  Model model_;
  Reads reads_;
};

TEST_F(SomeReads, AShortOneIsDoneAtOnce) {
  const auto inference = model_.inference();
  inference.scaling.to_model(rows(), inference.network.input(N).data());
  const Matrix<float> head = inference.network.encode(N);
  ASSERT_FALSE(begin("encode", {rows()}, {}));
  const auto encoded = result<float>();
  ASSERT_EQ(encoded.size(), N * 4U);
  EXPECT_EQ(ConstMatrixView<float>(encoded.data(), N, 2), head.leftCols(2));
  EXPECT_EQ(ConstMatrixView<float>(encoded.data() + N * 2, N, 2), head.rightCols(2));
}

TEST_F(SomeReads, CodedRowsAreThoseThatATrainingStores) {
  Dataset stored(N, D, RowKind::float32, model_.likelihood());
  stored.append(rows(), model_.inference().scaling);
  std::vector<std::uint32_t> all(N);
  std::iota(all.begin(), all.end(), 0U);
  std::vector<float> expected(N * D);
  stored.gather(all, expected.data());
  ASSERT_FALSE(begin("code", {rows()}, {}));
  EXPECT_EQ(result<float>(), expected);
}

TEST_F(SomeReads, ALongOneDoesNotDependOnItsPieces) {
  const auto scored = [&](std::uint64_t samples) {
    const std::vector<double> arguments = {static_cast<double>(ScoreMethod::likelihood), 12, 5, 1};
    EXPECT_FALSE(begin("scores", {rows()}, arguments));
    int calls = 1;
    while (!reads_.advance(samples)) ++calls;
    EXPECT_EQ(calls, (12 + static_cast<int>(samples) - 1) / static_cast<int>(samples));
    return result<double>();
  };
  const auto whole = scored(12);
  EXPECT_EQ(whole.size(), static_cast<std::size_t>(N));
  for (const std::uint64_t samples : {1, 5, 100}) EXPECT_EQ(scored(samples), whole);
}

TEST_F(SomeReads, AMixtureIsFittedInPiecesAndKeptAtTheEnd) {
  const auto fitted = [&](Index block, std::uint64_t piece) {
    EXPECT_FALSE(begin("mixtureFit", {{nullptr, RowKind::float32, N, D}}, {3, 7}));
    for (Index first = 0; first < N; first += block)
      EXPECT_FALSE(reads_.add(model_, {rows().slice(first, std::min(block, N - first))}));
    double calls = 1;
    while (!reads_.advance(piece)) ++calls;
    const auto fit = result<double>();
    EXPECT_GE(calls, fit[0] * std::ceil(N / static_cast<double>(piece))) << "a round in one call";
    return fit;
  };
  EXPECT_FALSE(model_.fitted().mixture);
  const auto whole = fitted(N, N);
  EXPECT_EQ(fitted(7, 3), whole);
  EXPECT_GE(whole[0], 2);
  ASSERT_FALSE(begin("mixture", {{nullptr, RowKind::float32, 0, D}}, {}));
  EXPECT_EQ(result<double>(), std::vector<double>{3});
}

TEST_F(SomeReads, AFaultHasTheNumberOfItsRow) {
  values_[7 * D + 2] = std::numeric_limits<float>::infinity();
  for (const auto* name : {"encode", "scores"}) {
    const auto fault = begin(name, {rows(), 1000}, {0, 1, 1, 1});
    ASSERT_TRUE(fault) << name;
    EXPECT_EQ(fault->row, 1007U);
    EXPECT_EQ(fault->column, 2);
  }
  ASSERT_FALSE(begin("activity", {rows()}, {}));
  const auto fault = reads_.add(model_, {rows(), 50});
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->row, 57U);
}

TEST_F(SomeReads, WithoutMemoryOneSaysTheBytesThatItNeeds) {
  constexpr Index many = Index{1} << 52;
  const Block block = {{nullptr, RowKind::float32, many, D}};
  for (const auto* name : {"generate", "mixtureFit"}) {
    ASSERT_FALSE(begin(name, block, {1, 0, 0}));
    EXPECT_GT(reads_.result().missing(), static_cast<double>(many)) << name;
  }
  ASSERT_FALSE(begin("generate", {{nullptr, RowKind::float32, 4, D}}, {1, 0, 0}));
  EXPECT_EQ(result<float>().size(), 4U * D) << "the next one is not affected";
}

TEST_F(SomeReads, OneWithoutAnAnswerGivesNothing) {
  ASSERT_FALSE(begin("generate", {{nullptr, RowKind::float32, 4, D}}, {1, 0, 0}));
  for (const auto* name : {"threshold", "mixture"}) {
    ASSERT_FALSE(begin(name, {{nullptr, RowKind::float32, 0, D}}, {}));
    EXPECT_EQ(reads_.result().count(), 0U) << name;
  }
}

}  // namespace
}  // namespace vae1
