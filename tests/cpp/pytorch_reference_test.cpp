// One hundred training steps agree with PyTorch's from the same parameters, batches and noise, and
// scheduled learning rates agree with its schedulers'. tests/fixtures/README.md describes the
// files.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include "network/vae.hpp"
#include "optimiser/adam.hpp"

namespace vae1 {
namespace {

struct Reference {
  Config config;
  Likelihood likelihood = Likelihood::bernoulli;
  Index features = 0;
  double learning_rate = 0;
  double beta = 0, weight_decay = 0, max_gradient_norm = 0;
  Index batch_size = 0;
  Index steps = 0;
  std::map<std::string, Matrix<double>> tensors;

  const Matrix<double>& operator[](const std::string& name) const { return tensors.at(name); }
  std::size_t parameters() const {
    return static_cast<std::size_t>(std::count_if(tensors.begin(), tensors.end(), [](auto& entry) {
      return entry.first.starts_with("initial.");
    }));
  }
};

template <class Enum, std::size_t N>
Enum parse(const std::array<const char*, N>& names, Enum first, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::runtime_error("unknown name: " + name);
  return static_cast<Enum>(static_cast<int>(first) + (found - names.begin()));
}

// How many, then of each its kind, how many settings, and those.
std::vector<LayerSpec> read_layers(std::istream& in) {
  std::size_t count, settings;
  in >> count;
  std::vector<LayerSpec> layers(count);
  for (auto& layer : layers) {
    in >> layer.kind >> settings;
    layer.settings.resize(settings);
    for (auto& setting : layer.settings) in >> setting;
  }
  return layers;
}

Reference read_reference(const std::string& name) {
  constexpr std::array activations = {"relu", "tanh", "sigmoid", "softplus", "gelu"};
  constexpr std::array likelihoods = {"bernoulli", "gaussian", "mixed", "discretizedLogistic"};

  std::ifstream in(std::string(VAE1_FIXTURES) + "/pytorch/" + name + ".txt");
  in.exceptions(std::ios::failbit | std::ios::badbit);
  Reference reference;
  auto& config = reference.config;
  std::string key, word;
  while (!(in >> std::ws).eof()) {
    in >> key;
    if (key == "pytorch") {
      in >> word;
    } else if (key == "likelihood") {
      in >> word;
      reference.likelihood = parse(likelihoods, Likelihood::bernoulli, word);
    } else if (key == "activation") {
      in >> word;
      config.activation = parse(activations, Activation::relu, word);
    } else if (key == "hidden_dims") {
      std::size_t count;
      in >> count;
      config.hidden_dims.resize(count);
      for (auto& width : config.hidden_dims) in >> width;
    } else if (key == "image") {
      auto& [width, height, channels, channels_first] = config.image;
      in >> width >> height >> channels >> channels_first;
    } else if (key == "encoder") {
      config.image_layers.encoder = read_layers(in);
    } else if (key == "decoder") {
      config.image_layers.decoder = read_layers(in);
    } else if (key == "features") {
      in >> reference.features;
    } else if (key == "latent_dim") {
      in >> config.latent_dim;
    } else if (key == "batch_size") {
      in >> reference.batch_size;
    } else if (key == "learning_rate") {
      in >> reference.learning_rate;
    } else if (key == "beta") {
      in >> reference.beta;
    } else if (key == "weight_decay") {
      in >> reference.weight_decay;
    } else if (key == "max_gradient_norm") {
      in >> word;
      reference.max_gradient_norm = std::stod(word);  // >> does not parse infinity
    } else if (key == "steps") {
      in >> reference.steps;
    } else if (key == "tensor") {
      Index rows, cols;
      in >> word >> rows >> cols;
      Matrix<double> values(rows, cols);
      for (Index i = 0; i < values.size(); ++i) in >> values.data()[i];
      reference.tensors.emplace(word, std::move(values));
    } else {
      throw std::runtime_error("unknown key: " + key);
    }
  }
  return reference;
}

template <class T>
struct Trained {
  Vae<T> network;
  Matrix<double> losses;  // steps x 4: loss, reconstruction, KL, norm of the gradient
};

template <class T>
Trained<T> train(const Reference& reference) {
  Trained<T> result{
      Vae<T>(architecture_of(reference.config, reference.features, reference.likelihood, {})),
      {reference.steps, 4}};
  auto& network = result.network;
  network.reserve(reference.batch_size);
  std::vector<T> initial;
  for (const auto& [name, tensor] : network.layout().tensors()) {
    const Matrix<T> values = reference["initial." + name].template cast<T>();
    if (values.rows() != tensor.rows || values.cols() != tensor.cols)
      throw std::runtime_error("the fixture has another shape for " + name);
    initial.insert(initial.end(), values.data(), values.data() + values.size());
  }
  network.pack(initial, network.parameters());
  Adam<T> optimiser(network.layout().stored());

  for (Index step = 0; step < reference.steps; ++step) {
    const auto prefix = "step." + std::to_string(step);
    const auto& rows = reference[prefix + ".rows"];
    const Index n = rows.size();
    for (Index i = 0; i < n; ++i)
      network.input(n).row(i) =
          reference["data"].row(static_cast<Index>(rows(0, i))).template cast<T>();
    network.noise(n) = reference[prefix + ".noise"].template cast<T>();
    const auto sums = network.step(
        n, {.beta = reference.beta}, optimiser,
        {reference.learning_rate, reference.weight_decay, reference.max_gradient_norm});
    result.losses.row(step) << sums.loss, sums.reconstruction, sums.kl, 0;
    result.losses.row(step) /= static_cast<double>(n);
    result.losses(step, 3) = sums.gradient_norm;
  }
  return result;
}

void expect_losses(const Matrix<double>& actual, const Matrix<double>& expected, double tolerance) {
  constexpr std::array columns = {"loss", "reconstruction", "KL", "gradient norm"};
  for (Index step = 0; step < expected.rows(); ++step)
    for (std::size_t column = 0; column < columns.size(); ++column)
      EXPECT_NEAR(actual(step, static_cast<Index>(column)),
                  expected(step, static_cast<Index>(column)), tolerance)
          << columns[column] << " before step " << step;
}

class PytorchSteps : public testing::TestWithParam<const char*> {
 protected:
  const Reference reference = read_reference(GetParam());
};

TEST_P(PytorchSteps, DoublePrecisionParametersAgreeAfterAllSteps) {
  const auto trained = train<double>(reference);
  const auto& tensors = trained.network.layout().tensors();
  ASSERT_EQ(tensors.size(), reference.parameters()) << "the fixture has unused tensors";
  const auto numbers = trained.network.unpack(trained.network.parameters());
  const double* first = numbers.data();
  for (const auto& [name, tensor] : tensors) {
    const auto& expected = reference["final." + name];
    const ConstMatrixView<double> actual(first, tensor.rows, tensor.cols);
    first += tensor.size();
    const double rms = std::sqrt(expected.squaredNorm() / static_cast<double>(expected.size()));
    for (Index row = 0; row < tensor.rows; ++row)
      for (Index col = 0; col < tensor.cols; ++col)
        EXPECT_NEAR(actual(row, col), expected(row, col),
                    1e-8 * std::max(std::abs(expected(row, col)), rms))
            << name << " row " << row << " column " << col;
  }
}

// Both absolute, in nats per row.
TEST_P(PytorchSteps, DoublePrecisionLossesAgreeAtEveryStep) {
  expect_losses(train<double>(reference).losses, reference["double.losses"], 1e-10);
}

// Those of an image are sums over tens of times more features.
TEST_P(PytorchSteps, SinglePrecisionLossesAgreeAtEveryStep) {
  const auto& expected = reference["single.losses"];
  expect_losses(train<float>(reference).losses, expected, std::max(1e-4, 1e-6 * expected(0, 0)));
}

INSTANTIATE_TEST_SUITE_P(, PytorchSteps,
                         testing::Values("bernoulli_relu_7", "bernoulli_tanh_8x5",
                                         "bernoulli_softplus_6", "bernoulli_sigmoid_5",
                                         "gaussian_relu_7", "gaussian_softplus_linear",
                                         "gaussian_gelu_6x4", "gaussian_sigmoid_5x7x4",
                                         "bernoulli_tanh_5_adamw", "gaussian_tanh_5_adamw_clipped",
                                         "image_bernoulli_relu", "image_discretized_logistic_gelu",
                                         "image_gaussian_tanh"),
                         [](const auto& instance) { return std::string(instance.param); });

// The schedules of make_pytorch_reference.py, write_schedules().
TEST(PytorchReference, CosineLearningRatesAgree) {
  const auto reference = read_reference("learning_rates");
  const auto& expected = reference["cosine"];
  const LearningRate rate(LearningRateSchedule{
      .kind = LearningRateSchedule::Kind::cosine, .initial = 0.5, .epochs = 50, .final = 0.1});
  // PyTorch's rises again after T_max.
  for (Index epoch = 0; epoch <= 50; ++epoch)
    EXPECT_NEAR(rate.at(static_cast<std::uint64_t>(epoch)), expected(0, epoch), 1e-12) << epoch;
  EXPECT_LT(rate.at(59), expected(0, 59));
}

TEST(PytorchReference, PlateauLearningRatesAgree) {
  const auto reference = read_reference("learning_rates");
  const auto &losses = reference["losses"], &expected = reference["plateau"];
  LearningRate rate(LearningRateSchedule{.kind = LearningRateSchedule::Kind::plateau,
                                         .initial = 0.5,
                                         .factor = 0.25,
                                         .patience = 2,
                                         .threshold = 0.01,
                                         .minimum = 1e-3});
  for (Index epoch = 0; epoch < losses.size(); ++epoch) {
    EXPECT_DOUBLE_EQ(rate.at(static_cast<std::uint64_t>(epoch)), expected(0, epoch)) << epoch;
    rate.after_epoch(losses(0, epoch), LearningRate::Measured::held_out);
  }
}

}  // namespace
}  // namespace vae1
