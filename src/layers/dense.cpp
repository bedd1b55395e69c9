#include "dense.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "../random/stream.hpp"

namespace vae1 {
namespace {

template <class T, class Products>
class Dense final : public Layer<T> {
 public:
  // Without limits, every output sees all inputs.
  Dense(double in, double out, std::optional<Activation> activation,
        std::optional<InputLimits> limits = std::nullopt)
      : Layer<T>(in, out), activated_(activation), limits_(std::move(limits)) {}

  double parameters() const override { return (this->in() + 1) * this->out(); }
  double stored() const override {
    return Products::weight_size(this->in(), this->out()) + Products::bias_size(this->out());
  }
  double workspace(double rows) const override {
    return Layer<T>::workspace(rows) + activated_.workspace(Layer<T>::workspace(rows));
  }
  double scratch(double rows, int threads) const override {
    return Products::scratch_size(rows, this->in(), this->out(), threads);
  }

  bool reads_output() const override { return activated_.reads_output(); }
  bool leads() const override { return true; }
  void place(ParameterLayout& layout, const std::string& name) override {
    const auto in = static_cast<Index>(this->in()), out = static_cast<Index>(this->out());
    const auto size = [](double numbers) { return static_cast<Index>(numbers); };
    if (!limits_) limits_ = InputLimits::none(in, out);
    weight_ = layout.add(name + ".weight", in, out,
                         size(Products::weight_size(this->in(), this->out())), &*limits_);
    bias_ = layout.add(name + ".bias", 1, out, size(Products::bias_size(this->out())));
  }

  void reserve(Index rows) override {
    Layer<T>::reserve(rows);
    activated_.reserve(rows, weight_.cols);
  }

  // Uniform on +-1/sqrt(inputs that the output sees), weights and biases: PyTorch's default for
  // nn.Linear. An output that sees none starts at 0.
  void initialise(T* block, std::uint64_t seed, std::uint64_t row) const override {
    const Stream stream(seed, Purpose::initialisation);
    Matrix<T> weight(weight_.rows, weight_.cols);
    stream.uniform(0, row, std::span(weight.data(), static_cast<std::size_t>(weight.size())));
    const auto added = bias(block);
    stream.uniform(1, row, added);
    VectorView<T> biases(added.data(), weight_.cols);
    limits_->each_group([&](Index first, Index outputs, Index inputs) {
      const T bound = inputs > 0 ? T(1) / std::sqrt(static_cast<T>(inputs)) : T(0);
      weight.middleCols(first, outputs) *= bound;
      biases.segment(first, outputs) *= bound;
    });
    mask(*limits_, MatrixView<T>(weight.data(), weight.rows(), weight.cols()));
    Products::pack(ConstMatrixView<T>(weight.data(), weight.rows(), weight.cols()),
                   block + weight_.offset);
  }

  std::span<T> bias(T* block) const override {
    return {block + bias_.offset, static_cast<std::size_t>(bias_.cols)};
  }

  void forward(const T* block, ConstMatrixView<T> X, T*, Team& team) override {
    auto Y = this->output(X.rows());
    Products::forward(X, *limits_, block + weight_.offset, block + bias_.offset, Y, {0, Y.cols()},
                      team);
    activated_.forward(Y, team);
  }

  void forward_outputs(const T* block, ConstMatrixView<T> X, Index first, Index last, T*,
                       Team& team) override {
    constexpr Index panel = Products::panel;
    auto Y = this->output(X.rows());
    const Index begin = first / panel * panel;
    const Index end = std::min((last + panel - 1) / panel * panel, Y.cols());
    Products::forward(X, *limits_, block + weight_.offset, block + bias_.offset, Y, {begin, end},
                      team);
    activated_.forward_columns(Y, begin, end);
  }

  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, MatrixView<T> dX,
                  T* scratch, Team& team, const GradientUse<T>& use) override {
    activated_.backward(as_const(this->output(dY.rows())), dY, team);
    if (dX.cols() > 0)
      Products::input_gradient(as_const(dY), *limits_, block + weight_.offset, X.cols(), dX,
                               scratch, team);
    if (use.step != nullptr)
      return Products::weight_step(X, as_const(dY), *limits_, *use.step, weight_.offset,
                                   bias_.offset, scratch, team);
    return Products::weight_gradient(X, as_const(dY), *limits_, use.block + weight_.offset,
                                     use.block + bias_.offset, scratch, team);
  }

 private:
  Activated<T> activated_;
  std::optional<InputLimits> limits_;
  Tensor weight_, bias_;
};

// The most outputs, or inputs that one sees.
constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
}  // namespace

LayerSpec dense(std::int64_t out, std::optional<Activation> activation) {
  LayerSpec spec = {"dense", {out}};
  if (activation) spec.settings.push_back(static_cast<std::int64_t>(*activation));
  return spec;
}

template <class T, class Products>
std::unique_ptr<Layer<T>> make_dense(const std::vector<std::int64_t>& settings, double in) {
  std::optional<Activation> activation;
  if (settings.empty() || settings.size() > 2 || settings[0] < 1 || settings[0] > most)
    return nullptr;
  if (settings.size() == 2) {
    if (!is_activation(settings[1]) || settings[1] == no_activation) return nullptr;
    activation = activation_of(settings[1]);
  }
  return std::make_unique<Dense<T, Products>>(in, static_cast<double>(settings[0]), activation);
}

LayerSpec masked(const std::vector<MaskedGroup>& groups, std::optional<Activation> activation) {
  LayerSpec spec = {"masked", {setting_of(activation)}};
  for (const auto& [outputs, inputs] : groups)
    spec.settings.insert(spec.settings.end(), {outputs, inputs});
  return spec;
}

template <class T, class Products>
std::unique_ptr<Layer<T>> make_masked(const std::vector<std::int64_t>& settings, double in) {
  if (settings.size() < 3 || settings.size() % 2 == 0) return nullptr;
  if (!is_activation(settings[0])) return nullptr;
  std::vector<InputLimits::Group> groups;
  std::int64_t end = 0, seen = 0;
  for (std::size_t i = 1; i < settings.size(); i += 2) {
    const std::int64_t outputs = settings[i], inputs = settings[i + 1];
    if (outputs < 1 || outputs > most - end) return nullptr;
    if (inputs < seen || inputs > most || static_cast<double>(inputs) > in) return nullptr;
    end += outputs;
    seen = inputs;
    groups.push_back({static_cast<Index>(end), static_cast<Index>(inputs)});
  }
  return std::make_unique<Dense<T, Products>>(
      in, static_cast<double>(end), activation_of(settings[0]), InputLimits(std::move(groups)));
}

template std::unique_ptr<Layer<float>> make_dense<float, PlainProducts<float>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<double>> make_dense<double, PlainProducts<double>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<float>> make_dense<float, PanelProducts>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<float>> make_masked<float, PlainProducts<float>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<double>> make_masked<double, PlainProducts<double>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<float>> make_masked<float, PanelProducts>(
    const std::vector<std::int64_t>&, double);

}  // namespace vae1
