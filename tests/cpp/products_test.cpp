// The kernels against Eigen's plain products, for every remainder of their tiles.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "architecture_with.hpp"
#include "network/vae.hpp"
#include "products/panel_products.hpp"
#include "products/plain_products.hpp"
#include "random/stream.hpp"

namespace vae1 {
namespace {

Matrix<float> random(Index rows, Index cols, std::uint64_t seed) {
  Matrix<float> out(rows, cols);
  Stream(seed, Purpose::evaluation)
      .normal(0, 0, std::span(out.data(), static_cast<std::size_t>(out.size())));
  return out;
}

ConstMatrixView<float> view(const Matrix<float>& m) { return {m.data(), m.rows(), m.cols()}; }

// Sums in another order round differently: by at most terms * 2^-24 of the sum of the terms'
// magnitudes, which is about terms^(1/2) * 1 for normal numbers.
void expect_near(const Matrix<float>& actual, const Matrix<float>& expected, Index terms) {
  const float bound = 4e-7F * static_cast<float>(terms + 4);
  EXPECT_LT((actual - expected).cwiseAbs().maxCoeff(), bound);
}

// No limits; and those of a masked layer: outputs that see nothing, groups that end within a panel,
// and, of the second, inputs that nothing sees.
std::vector<InputLimits> limits_of(Index in, Index out) {
  std::vector<InputLimits> limits = {InputLimits::none(in, out)};
  std::vector<InputLimits::Group> ragged, short_of_all;
  for (Index o = 0; o < out; ++o) {
    ragged.push_back({o + 1, in * o / std::max<Index>(1, out - 1)});
    if (o % 5 == 4 || o + 1 == out) short_of_all.push_back({o + 1, (o + 1) * (in - 1) / out});
  }
  limits.emplace_back(ragged);
  limits.emplace_back(short_of_all);
  return limits;
}

// n, I and O, and which of the limits.
class Products : public testing::TestWithParam<std::tuple<Index, Index, Index, std::size_t>> {};

TEST_P(Products, AgreeWithThePlainOnes) {
  const auto [n, in, out, which] = GetParam();
  const auto limits = limits_of(in, out)[which], none = InputLimits::none(in, out);
  const auto X = random(n, in, 1), b = random(1, out, 3), dY = random(n, out, 4);
  auto W = random(in, out, 2);
  const auto size = static_cast<Index>(PanelProducts::weight_size(in, out));
  // One block, as in a network; the padding must stay 0.
  std::vector<float> block(
      static_cast<std::size_t>(size + PanelProducts::padded(out, PanelProducts::panel)), 0.0F);
  std::vector<float> scratch(static_cast<std::size_t>(PanelProducts::scratch_size(n, in, out, 1)));
  float* weight = block.data();
  float* bias = weight + size;
  PanelProducts::pack(view(W), weight);
  Team team;
  std::copy_n(b.data(), out, bias);
  PanelProducts::mask(limits, in, weight);
  mask(limits, MatrixView<float>(W.data(), in, out));

  Matrix<float> unpacked(in, out);
  PanelProducts::unpack(weight, {unpacked.data(), in, out});
  EXPECT_EQ(unpacked, W);

  Matrix<float> Y(n, out), plain_Y(n, out);
  PanelProducts::forward(view(X), limits, weight, bias, {Y.data(), n, out}, {0, out}, team);
  PlainProducts<float>::forward(view(X), limits, W.data(), b.data(), {plain_Y.data(), n, out},
                                {0, out}, team);
  expect_near(Y, plain_Y, in);
  PlainProducts<float>::forward(view(X), none, W.data(), b.data(), {plain_Y.data(), n, out},
                                {0, out}, team);
  expect_near(Y, plain_Y, in);

  Matrix<float> dX(n, in), plain_dX(n, in);
  PanelProducts::input_gradient(view(dY), limits, weight, in, {dX.data(), n, in}, scratch.data(),
                                team);
  PlainProducts<float>::input_gradient(view(dY), limits, W.data(), in, {plain_dX.data(), n, in},
                                       nullptr, team);
  expect_near(dX, plain_dX, out);
  PlainProducts<float>::input_gradient(view(dY), none, W.data(), in, {plain_dX.data(), n, in},
                                       nullptr, team);
  expect_near(dX, plain_dX, out);

  Matrix<float> dW(in, out), plain_dW(in, out), plain_db(1, out);
  std::fill(block.begin(), block.end(), 9.0F);  // it writes all
  double squares =
      PanelProducts::weight_gradient(view(X), view(dY), limits, weight, bias, scratch.data(), team);
  PanelProducts::unpack(weight, {dW.data(), in, out});
  PlainProducts<float>::weight_gradient(view(X), view(dY), limits, plain_dW.data(), plain_db.data(),
                                        nullptr, team);
  expect_near(dW, plain_dW, n);
  expect_near(ConstMatrixView<float>(bias, 1, out), plain_db, n);
  EXPECT_NEAR(squares / (plain_dW.squaredNorm() + plain_db.squaredNorm()), 1, 1e-5);
  PlainProducts<float>::weight_gradient(view(X), view(dY), none, plain_dW.data(), plain_db.data(),
                                        nullptr, team);
  mask(limits, MatrixView<float>(plain_dW.data(), in, out));
  expect_near(dW, plain_dW, n);
  limits.each_beyond(in, [&](Index i, Index o) { EXPECT_EQ(dW(i, o), 0); });

  // The gradient of the padding is 0.
  std::vector<float> padded(static_cast<std::size_t>(size));
  PanelProducts::pack(view(dW), padded.data());
  EXPECT_TRUE(std::equal(padded.begin(), padded.end(), weight));
}

// Neither more working memory than they say, nor less; with limits, less.
TEST_P(Products, UseTheirScratch) {
  const auto [n, in, out, which] = GetParam();
  const auto limits = limits_of(in, out)[which];
  const auto X = random(n, in, 1), W = random(in, out, 2), dY = random(n, out, 4);
  const auto number = [](Index i) { return static_cast<double>(i); };
  const auto block_size = static_cast<Index>(PanelProducts::weight_size(number(in), number(out)) +
                                             PanelProducts::bias_size(number(out)));
  const Index bias = block_size - PanelProducts::padded(out, PanelProducts::panel);
  for (const int threads : {1, 3}) {
    Team team(threads);
    const auto size = static_cast<std::size_t>(
        PanelProducts::scratch_size(number(n), number(in), number(out), threads));
    constexpr float untouched = 12345;
    std::vector<float> scratch(size + 64, untouched);
    Vector<float> block = Vector<float>::Zero(block_size), gradient = block;
    PanelProducts::pack(view(W), block.data());
    Adam<float> optimiser(block_size);
    Matrix<float> dX(n, in);
    PanelProducts::input_gradient(view(dY), limits, block.data(), in, {dX.data(), n, in},
                                  scratch.data(), team);
    PanelProducts::weight_gradient(view(X), view(dY), limits, gradient.data(),
                                   gradient.data() + bias, scratch.data(), team);
    PanelProducts::weight_step(view(X), view(dY), limits, optimiser.next_step(block.data(), 1e-3),
                               0, bias, scratch.data(), team);
    const auto unused = [](float x) { return x == untouched; };
    const auto end = scratch.begin() + static_cast<std::ptrdiff_t>(size);
    EXPECT_TRUE(std::all_of(end, scratch.end(), unused));
    EXPECT_TRUE(threads > 1 || which > 0 || !std::all_of(end - PanelProducts::panel, end, unused));
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, Products,
                         testing::Combine(testing::Values(1, 3, 4, 6, 33),
                                          testing::Values(1, 2, 3, 4, 9, 24, 50),
                                          testing::Values(1, 4, 7, 8, 13, 40),
                                          testing::Values(0, 1, 2)));

// Applying the optimiser to each piece of the gradient at once equals storing the gradient first.
TEST(FusedStep, HasTheSameBitsAsGradientThenOptimiser) {
  for (const auto likelihood : {Likelihood::bernoulli, Likelihood::gaussian}) {
    const auto architecture = architecture_with(19, {13, 6}, 3, Activation::tanh, likelihood);
    Vae<float> fused(architecture), parted(architecture);
    Adam<float> fused_optimiser(fused.layout().stored()), parted_optimiser(fused.layout().stored());
    for (auto* net : {&fused, &parted}) {
      net->reserve(7);
      net->initialise(5);
      net->input(7) = random(7, 19, 1).cwiseAbs().cwiseMin(1);
      net->noise(7) = random(7, 3, 2);
    }
    for (int t = 0; t < 5; ++t) {
      fused.step(7, {}, fused_optimiser, {.learning_rate = 1e-2});
      parted.backward(7, {});
      parted_optimiser.next_step(parted.parameters().data(), 1e-2)
          .apply(0, {parted.gradient().data(), parted.gradient().size()});
    }
    EXPECT_EQ(fused.parameters(), parted.parameters());
  }
}

}  // namespace
}  // namespace vae1
