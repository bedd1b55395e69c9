// Whole models of images: their gradients, the order of channels, and threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <vector>

#include "begin_training.hpp"
#include "gradient_check.hpp"
#include "layers/transposition.hpp"
#include "model_bytes.hpp"
#include "read_of.hpp"
#include "some_images.hpp"

namespace vae1 {
namespace {

constexpr Likelihood likelihoods[] = {Likelihood::bernoulli, Likelihood::gaussian,
                                      Likelihood::discretized_logistic};

std::span<double> all(MatrixView<double> m) {
  return {m.data(), static_cast<std::size_t>(m.size())};
}

void set_inputs(Vae<double>& net, Index n, const SomeImages& images) {
  const auto rows = images.rows(n);
  std::copy(rows.begin(), rows.end(), net.input(n).data());
  Stream(2, Purpose::evaluation).normal(0, 0, all(net.noise(n)));
}

class ImageModel : public testing::TestWithParam<Likelihood> {};

TEST_P(ImageModel, GradientAgreesWithCentralDifferences) {
  for (const bool channels_first : {false, true}) {
    SomeImages images;
    // Smaller maps would leave the normalisation hardly any numbers, and differences more error.
    images.width = 5;
    images.height = 4;
    images.channels_first = channels_first;
    const auto architecture =
        architecture_of(images.config(GetParam()), images.features(), GetParam(), {});
    ASSERT_EQ(invalid(architecture), "");
    Vae<double> net(architecture);
    constexpr Index n = 1;
    net.reserve(n);
    net.initialise(3);
    set_inputs(net, n, images);
    expect_gradient(net, n, {.beta = 0.7});
  }
}

// The rows of one are those of the other with the channels of each pixel moved.
TEST_P(ImageModel, OfEqualWeightsSeesTheSameImagesInBothOrdersOfChannels) {
  SomeImages first, last;
  first.channels_first = true;
  constexpr Index n = 4;
  const auto made = [&](const SomeImages& images) {
    Vae<double> net(architecture_of(images.config(GetParam()), images.features(), GetParam(), {}));
    net.reserve(n);
    set_inputs(net, n, images);
    return net;
  };
  auto of_first = made(first), of_last = made(last);
  of_last.initialise(3);
  of_first.parameters() = of_last.parameters();
  const Index pixels = Index{last.width} * last.height, channels = last.channels;
  for (Index row = 0; row < n; ++row)
    for (Index p = 0; p < pixels; ++p)
      for (Index c = 0; c < channels; ++c)
        of_first.input(n)(row, c * pixels + p) = of_last.input(n)(row, p * channels + c);

  Adam<double> adam_first(of_first.layout().stored()), adam_last(of_last.layout().stored());
  for (int step = 0; step < 5; ++step) {
    const auto a = of_first.step(n, {}, adam_first, {}), b = of_last.step(n, {}, adam_last, {});
    EXPECT_NEAR(a.loss, b.loss, 1e-9 * b.loss);
    EXPECT_NEAR(a.gradient_norm, b.gradient_norm, 1e-9 * b.gradient_norm);
  }
  const auto by_first = of_first.decode(n), by_last = of_last.decode(n);
  const Index parts = by_last.cols() / last.features();
  for (Index row = 0; row < n; ++row)
    for (Index p = 0; p < pixels; ++p)
      for (Index c = 0; c < channels; ++c)
        for (Index part = 0; part < parts; ++part)
          EXPECT_NEAR(by_first(row, (c * pixels + p) * parts + part),
                      by_last(row, (p * channels + c) * parts + part), 1e-9);
}

std::vector<std::uint8_t> trained_on(int threads, Likelihood likelihood) {
  // Large enough for every layer's work to be shared.
  SomeImages images;
  images.width = 29;
  images.height = 27;
  images.channels_first = true;
  auto config = images.config(likelihood);
  config.batch_size = 33;
  Model model(config, threads);
  constexpr Index rows = 70;
  const auto data = images.rows(rows);
  begin_training(model, {data.data(), RowKind::float32, rows, images.features()});
  for (int batch = 0; batch < 2; ++batch) model.train_batch();
  model.end_training();
  return bytes_of(model);
}

TEST_P(ImageModel, TrainsToTheSameBytesOnAnyNumberOfThreads) {
  const auto one = trained_on(1, GetParam());
  for (const int threads : {2, 3}) EXPECT_EQ(trained_on(threads, GetParam()), one) << threads;
}

// A row alone gives what it gives in a batch.
TEST_P(ImageModel, ReadsEachRowByItself) {
  const SomeImages images;
  Model model(images.config(GetParam()));
  constexpr Index count = 70;
  const auto data = images.rows(count);
  const Rows rows = {data.data(), RowKind::float32, count, images.features()};
  begin_training(model, rows);
  while (model.train_batch() != BatchOutcome::epoch) continue;
  model.end_training();
  const auto together = read_of<float>(model, "reconstruct", {rows});
  const auto alone = read_of<float>(model, "reconstruct", {rows.slice(66, 1)});
  const auto from = together.begin() + 66 * images.features();
  EXPECT_EQ(alone, std::vector<float>(from, from + images.features()));
}

INSTANTIATE_TEST_SUITE_P(, ImageModel, testing::ValuesIn(likelihoods));

TEST(Transposition, TurnsBlocksAndBack) {
  const auto layer = make_transposition<double>(transposition(2, 3, 2).settings, 12);
  layer->reserve(2);
  Matrix<double> X(2, 12);
  for (Index i = 0; i < X.size(); ++i) X.data()[i] = static_cast<double>(i);
  layer->forward(nullptr, {X.data(), 2, 12}, nullptr, Team::alone());
  Matrix<double> expected(2, 12);
  expected.row(0) << 0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11;
  expected.row(1) = expected.row(0).array() + 12;
  EXPECT_EQ(Matrix<double>(layer->output(2)), expected);
  Matrix<double> dX(2, 12), dY = layer->output(2);
  layer->backward(nullptr, {X.data(), 2, 12}, {dY.data(), 2, 12}, {dX.data(), 2, 12}, nullptr,
                  Team::alone(), {});
  EXPECT_EQ(dX, X);
}

TEST(Transposition, TakesTheSettingsThatItCanHaveAndNoOthers) {
  const auto made = [](std::vector<std::int64_t> settings, double in) {
    return make_transposition<float>(settings, in) != nullptr;
  };
  EXPECT_TRUE(made({2, 3, 2}, 12));
  EXPECT_FALSE(made({2, 3, 2}, 11));
  EXPECT_FALSE(made({2, 3}, 6));
  EXPECT_FALSE(made({2, 3, 2, 1}, 12));
  EXPECT_FALSE(made({-2, -3, 2}, 12));
  EXPECT_FALSE(made({0, 3, 2}, 0));
  EXPECT_FALSE(made({std::int64_t{1} << 62, std::int64_t{1} << 62, 1}, 12));
}

}  // namespace
}  // namespace vae1
