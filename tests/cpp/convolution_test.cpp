// Convolutions: the kernels against the plain products, the plain ones against values by hand, and
// every gradient of the layers against central differences.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "gradient_check.hpp"
#include "layers/convolution.hpp"
#include "layers/dense.hpp"
#include "layers/group_norm.hpp"
#include "layers/residual.hpp"
#include "network/vae.hpp"
#include "products/panel_convolutions.hpp"
#include "products/plain_convolutions.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

template <class T>
Matrix<T> random(Index rows, Index cols, std::uint64_t seed) {
  Matrix<T> out(rows, cols);
  Stream(seed, Purpose::evaluation)
      .normal(0, 0, std::span(out.data(), static_cast<std::size_t>(out.size())));
  return out;
}
template <class T>
ConstMatrixView<T> view(const Matrix<T>& m) {
  return {m.data(), m.rows(), m.cols()};
}
template <class T>
MatrixView<T> view(Matrix<T>& m) {
  return {m.data(), m.rows(), m.cols()};
}

// Sides, channels, maps, kernel, stride, then the border: every remainder of the tiles, sides that
// differ, kernels smaller than the stride, strides that leave pixels out, borders that differ.
const ConvolutionShape shapes[] = {
    {5, 5, 1, 1, 1, 1, 1, 0, 0, 0, 0},     {28, 28, 1, 32, 3, 3, 2, 0, 0, 1, 1},
    {7, 7, 9, 17, 3, 3, 1, 1, 1, 1, 1},    {6, 9, 3, 5, 3, 2, 2, 1, 0, 0, 1},
    {8, 5, 4, 8, 4, 4, 2, 1, 1, 1, 1},     {9, 9, 2, 3, 2, 2, 3, 0, 0, 0, 0},
    {10, 7, 5, 12, 1, 1, 2, 0, 0, 0, 0},   {4, 4, 16, 16, 4, 4, 1, 0, 0, 0, 0},
    {11, 6, 7, 2, 5, 3, 3, 2, 1, 2, 2},    {1, 12, 3, 8, 1, 3, 1, 0, 1, 0, 1},
    {14, 14, 32, 64, 3, 3, 2, 0, 0, 1, 1}, {6, 7, 2, 4, 3, 3, 1, 1, 1, 1, 1}};

class Convolutions : public testing::TestWithParam<ConvolutionShape> {};

TEST_P(Convolutions, KernelsAgreeWithThePlainProducts) {
  const auto& shape = GetParam();
  for (const Index n : {1, 3}) {
    const auto X = random<float>(n, shape.image_size(), 1),
               Y = random<float>(n, shape.maps_size(), 2);
    const auto W = random<float>(shape.inputs(), shape.maps, 3);
    const auto size = static_cast<std::size_t>(PanelProducts::weight_size(
        static_cast<double>(shape.inputs()), static_cast<double>(shape.maps)));
    const auto padded = [](Index count) {
      return PanelProducts::padded(count, PanelProducts::panel);
    };
    std::vector<float> packed(size), gradient(size, NAN),
        scratch(static_cast<std::size_t>(
                    PanelConvolutions::scratch_size(shape, static_cast<double>(n), 1)),
                NAN);
    PanelProducts::pack(view(W), packed.data());
    Matrix<float> map_bias = Matrix<float>::Zero(1, padded(shape.maps));
    Matrix<float> channel_bias = Matrix<float>::Zero(1, padded(shape.channels));
    map_bias.leftCols(shape.maps) = random<float>(1, shape.maps, 4);
    channel_bias.leftCols(shape.channels) = random<float>(1, shape.channels, 5);
    Team team;
    // Sums in another order round differently.
    const auto expect_near = [&](const Matrix<float>& actual, const Matrix<float>& expected,
                                 Index terms) {
      EXPECT_LT((actual - expected).cwiseAbs().maxCoeff(), 4e-7F * static_cast<float>(terms + 4));
    };

    for (const bool added : {true, false}) {
      Matrix<float> out(n, shape.maps_size()), plain(n, shape.maps_size());
      PanelConvolutions::correlate(shape, view(X), packed.data(), added ? map_bias.data() : nullptr,
                                   view(out), scratch.data(), team);
      PlainConvolutions<float>::correlate(
          shape, view(X), W.data(), added ? map_bias.data() : nullptr, view(plain), nullptr, team);
      expect_near(out, plain, shape.inputs());

      Matrix<float> image(n, shape.image_size()), plain_image(n, shape.image_size());
      PanelConvolutions::spread(shape, view(Y), packed.data(),
                                added ? channel_bias.data() : nullptr, view(image), scratch.data(),
                                team);
      PlainConvolutions<float>::spread(shape, view(Y), W.data(),
                                       added ? channel_bias.data() : nullptr, view(plain_image),
                                       nullptr, team);
      expect_near(image, plain_image, shape.taps() * shape.maps);
    }

    Matrix<float> dW(shape.inputs(), shape.maps), plain_dW(shape.inputs(), shape.maps);
    PanelConvolutions::weight_gradient(shape, view(X), view(Y), gradient.data(), scratch.data(),
                                       team);
    PanelProducts::unpack(gradient.data(), view(dW));
    PlainConvolutions<float>::weight_gradient(shape, view(X), view(Y), plain_dW.data(), nullptr,
                                              team);
    expect_near(dW, plain_dW, n * shape.positions());
    // The padding of the panels stays 0.
    float padding = 0;
    for (const float g : gradient) padding += std::abs(g);
    EXPECT_NEAR(padding, dW.cwiseAbs().sum(), 1e-4F * padding);

    std::vector<float> db(static_cast<std::size_t>(padded(shape.maps)), NAN);
    Matrix<float> plain_db(1, shape.maps);
    PanelConvolutions::bias_gradient(view(Y), shape.maps, db.data());
    PlainConvolutions<float>::bias_gradient(view(Y), shape.maps, plain_db.data());
    expect_near(Matrix<float>(ConstMatrixView<float>(db.data(), 1, shape.maps)), plain_db,
                n * shape.positions());
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, Convolutions, testing::ValuesIn(shapes));

TEST(ConvolutionsByThreads, HaveTheSameBits) {
  const ConvolutionShape shape = {28, 28, 16, 24, 3, 3, 2, 0, 0, 1, 1};
  const Index n = 9;
  const auto X = random<float>(n, shape.image_size(), 1),
             Y = random<float>(n, shape.maps_size(), 2);
  std::vector<float> weight(static_cast<std::size_t>(PanelProducts::weight_size(
      static_cast<double>(shape.inputs()), static_cast<double>(shape.maps))));
  PanelProducts::pack(view(random<float>(shape.inputs(), shape.maps, 3)), weight.data());
  const auto computed = [&](int threads) {
    Team team(threads);
    std::vector<float> scratch(static_cast<std::size_t>(
        PanelConvolutions::scratch_size(shape, static_cast<double>(n), threads)));
    Matrix<float> maps(n, shape.maps_size()), image(n, shape.image_size());
    Matrix<float> gradient = Matrix<float>::Zero(1, static_cast<Index>(weight.size()));
    PanelConvolutions::correlate(shape, view(X), weight.data(), nullptr, view(maps), scratch.data(),
                                 team);
    PanelConvolutions::spread(shape, view(Y), weight.data(), nullptr, view(image), scratch.data(),
                              team);
    PanelConvolutions::weight_gradient(shape, view(X), view(Y), gradient.data(), scratch.data(),
                                       team);
    return std::tuple(maps, image, gradient);
  };
  const auto alone = computed(1);
  for (const int threads : {2, 3}) EXPECT_TRUE(computed(threads) == alone) << threads;
}

// tf.keras and ONNX's SAME_UPPER pad an even side by 0 before and 1 after, PyTorch by 1 and 1.
TEST(PlainConvolutionsByHand, PlaceTheKernel) {
  ConvolutionShape shape;
  shape.width = 4, shape.kernel_width = 3, shape.stride = 2, shape.right = 1;
  const Matrix<double> X = Matrix<double>{{1, 2, 3, 4}}, W = Matrix<double>{{1}, {10}, {100}};
  Matrix<double> Y(1, 2), back(1, 4);
  PlainConvolutions<double>::correlate(shape, view(X), W.data(), nullptr, view(Y), nullptr,
                                       Team::alone());
  EXPECT_EQ(Y, (Matrix<double>{{321, 43}}));
  const Matrix<double> maps = Matrix<double>{{1, 2}};
  PlainConvolutions<double>::spread(shape, view(maps), W.data(), nullptr, view(back), nullptr,
                                    Team::alone());
  EXPECT_EQ(back, (Matrix<double>{{1, 10, 102, 20}}));
}

// A network of every kind of layer of images, on images of 6 x 5 with 2 channels.
Architecture of_images(Activation f, std::vector<LayerSpec> encoder, std::vector<LayerSpec> decoder,
                       Index features, Index map_size) {
  Architecture architecture;
  architecture.features = features;
  architecture.latent_dim = 3;
  architecture.likelihood = Likelihood::gaussian;
  encoder.push_back(dense(6));
  decoder.insert(decoder.begin(), dense(map_size, f));
  architecture.layers = {std::move(encoder), std::move(decoder), {}};
  EXPECT_EQ(invalid(architecture), "");
  return architecture;
}

class ImageGradient : public testing::TestWithParam<Activation> {};

TEST_P(ImageGradient, AgreesWithCentralDifferences) {
  const auto f = GetParam();
  const ConvolutionShape down = {6, 5, 2, 4, 3, 3, 2, 0, 1, 1, 1},
                         odd = {3, 3, 4, 3, 2, 3, 1, 1, 0, 0, 2};
  const auto architecture = of_images(
      f,
      {convolution(down, f), residual(3, 3, 4, 2, f), group_norm(9, 4, 4, f), convolution(odd, f)},
      {residual(3, 3, 4, 1, f), transposed_convolution(down)}, 60, 36);
  Vae<double> net(architecture);
  const Index n = 4;
  net.reserve(n);
  net.initialise(3);
  for (Index i = 0; i < net.parameters().size(); ++i)
    net.parameters()[i] += 0.05 * std::sin(static_cast<double>(i) + 1);
  net.input(n) = random<double>(n, 60, 1);
  net.noise(n) = random<double>(n, 3, 2);
  expect_gradient(net, n, {.beta = 0.7});
}

INSTANTIATE_TEST_SUITE_P(All, ImageGradient,
                         testing::Values(Activation::tanh, Activation::sigmoid,
                                         Activation::softplus, Activation::gelu));

// The kernels in single precision follow the plain layers in double precision.
TEST(ImageLayers, TakeTheSameStepsInBothPrecisions) {
  const ConvolutionShape down = {12, 12, 1, 12, 3, 3, 2, 0, 0, 1, 1},
                         next = {6, 6, 12, 20, 3, 3, 2, 0, 0, 1, 1};
  const auto f = Activation::relu;
  const auto architecture =
      of_images(f,
                {convolution(down, f), residual(6, 6, 12, 3, f), convolution(next, f),
                 group_norm(9, 20, 5, f)},
                {transposed_convolution(next, f), transposed_convolution(down)}, 144, 180);
  const Index n = 16;
  Vae<double> plain(architecture);
  Vae<float> fast(architecture);
  plain.reserve(n);
  fast.reserve(n);
  plain.initialise(1);
  const auto initial = plain.unpack(plain.parameters());
  fast.pack({initial.begin(), initial.end()}, fast.parameters());
  Adam<double> plain_adam(plain.layout().stored());
  Adam<float> fast_adam(fast.layout().stored());
  for (std::uint64_t step = 0; step < 30; ++step) {
    plain.input(n) = random<double>(n, 144, 2 * step);
    plain.noise(n) = random<double>(n, 3, 2 * step + 1);
    fast.input(n) = plain.input(n).cast<float>();
    fast.noise(n) = plain.noise(n).cast<float>();
    const auto expected = plain.step(n, {}, plain_adam, {});
    const auto actual = fast.step(n, {}, fast_adam, {});
    EXPECT_NEAR(actual.loss, expected.loss, 1e-5 * expected.loss) << "step " << step;
    EXPECT_NEAR(actual.gradient_norm, expected.gradient_norm, 1e-4 * expected.gradient_norm);
  }
}

// Of a row alone and in a batch.
TEST(GroupNorm, DoesNotLookAtTheNeighbours) {
  auto layer = make_group_norm<double>(group_norm(6, 4, 2).settings, 24);
  ParameterLayout layout;
  layer->place(layout, "norm");
  layer->reserve(3);
  Vector<double> block(layout.stored()), scratch(static_cast<Index>(layer->scratch(3, 1)));
  layer->initialise(block.data(), 0, 0);
  const auto X = random<double>(3, 24, 1);
  layer->forward(block.data(), view(X), scratch.data(), Team::alone());
  const Matrix<double> together = layer->output(3);
  const Matrix<double> second = X.row(1);
  layer->forward(block.data(), view(second), scratch.data(), Team::alone());
  EXPECT_EQ(Matrix<double>(layer->output(1)), Matrix<double>(together.row(1)));
  // Each group of 2 channels over 6 positions has mean 0 and variance 1.
  for (const Index group : {0, 1}) {
    double sum = 0, squares = 0;
    for (Index p = 0; p < 6; ++p)
      for (const Index c : {0, 1}) {
        const double y = together(1, p * 4 + group * 2 + c);
        sum += y;
        squares += y * y;
      }
    EXPECT_NEAR(sum, 0, 1e-12);
    EXPECT_NEAR(squares / 12, 1, 1e-4);
  }
}

TEST(ImageLayers, RefuseWhatTheyCannotBe) {
  const auto made = [](const LayerSpec& spec, double in) {
    return make_layer<float, PanelProducts>(spec, in) != nullptr;
  };
  const ConvolutionShape good = {4, 4, 2, 3, 3, 3, 1, 1, 1, 1, 1};
  EXPECT_TRUE(made(convolution(good), 32));
  EXPECT_TRUE(made(transposed_convolution(good), 48));
  EXPECT_FALSE(made(convolution(good), 31));
  EXPECT_FALSE(made(transposed_convolution(good), 32));
  for (std::size_t setting = 0; setting < 12; ++setting)
    for (const std::int64_t value :
         {std::int64_t{-2}, std::int64_t{0}, std::int64_t{1} << 31, std::int64_t{1} << 62}) {
      if (value == 0 && setting >= 7) continue;
      auto spec = convolution(good);
      spec.settings[setting] = value;
      EXPECT_FALSE(made(spec, 32)) << setting << " " << value;
    }
  // A stride beyond the padded image, which the kernels would step through.
  auto far = good;
  for (const Index stride : {6, 7, 1 << 30}) {
    far.stride = stride;
    EXPECT_EQ(made(convolution(far), 32), stride == 6) << stride;
  }
  EXPECT_FALSE(made({"convolution", {4, 4, 2, 3}}, 32));
  EXPECT_TRUE(made(group_norm(4, 6, 3), 24));
  EXPECT_FALSE(made(group_norm(4, 6, 4), 24));
  EXPECT_FALSE(made(group_norm(0, 6, 3), 0));
  EXPECT_TRUE(made(residual(2, 2, 4, 2, Activation::relu), 16));
  EXPECT_FALSE(made(residual(2, 2, 4, 3, Activation::relu), 16));
  EXPECT_FALSE(made(residual(2, 0, 4, 2, Activation::relu), 0));
}

}  // namespace
}  // namespace vae1
