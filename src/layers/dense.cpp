#include "dense.hpp"

#include <cmath>
#include <limits>

#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "../random/stream.hpp"

namespace vae1 {
namespace {

template <class T, class Products>
class Dense final : public Layer<T> {
 public:
  Dense(double in, double out, std::optional<Activation> activation)
      : Layer<T>(in, out), activation_(activation) {}

  double parameters() const override { return (this->in() + 1) * this->out(); }
  double stored() const override {
    return Products::weight_size(this->in(), this->out()) + Products::bias_size(this->out());
  }
  double workspace(double rows) const override {
    return Layer<T>::workspace(rows) * (keeps_preactivation() ? 2 : 1);
  }
  double scratch(double rows, int threads) const override {
    return Products::scratch_size(rows, this->in(), this->out(), threads);
  }

  bool reads_output() const override { return activation_.has_value(); }
  void place(ParameterLayout& layout, const std::string& name) override {
    const auto in = static_cast<Index>(this->in()), out = static_cast<Index>(this->out());
    const auto size = [](double numbers) { return static_cast<Index>(numbers); };
    weight_ = layout.add(name + ".weight", in, out,
                         size(Products::weight_size(this->in(), this->out())), true);
    bias_ = layout.add(name + ".bias", 1, out, size(Products::bias_size(this->out())));
  }

  void reserve(Index rows) override {
    Layer<T>::reserve(rows);
    if (keeps_preactivation()) preactivation_.resize(rows, weight_.cols);
  }

  // Uniform on +-1/sqrt(I), weights and biases: PyTorch's default for nn.Linear.
  void initialise(T* block, std::uint64_t seed, std::uint64_t row) const override {
    const Stream stream(seed, Purpose::initialisation);
    const T bound = T(1) / std::sqrt(static_cast<T>(weight_.rows));
    Matrix<T> weight(weight_.rows, weight_.cols);
    stream.uniform(0, row, std::span(weight.data(), static_cast<std::size_t>(weight.size())));
    weight *= bound;
    Products::pack(ConstMatrixView<T>(weight.data(), weight.rows(), weight.cols()),
                   block + weight_.offset);
    const auto added = bias(block);
    stream.uniform(1, row, added);
    for (T& number : added) number *= bound;
  }

  std::span<T> bias(T* block) const override {
    return {block + bias_.offset, static_cast<std::size_t>(bias_.cols)};
  }

  void forward(const T* block, ConstMatrixView<T> X, Team& team) override {
    auto Y = this->output(X.rows());
    Products::forward(X, block + weight_.offset, block + bias_.offset, Y, team);
    if (!activation_) return;
    if (keeps_preactivation()) preactivation_.topRows(X.rows()) = Y;
    activate(*activation_, Y);
  }

  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX, T* scratch,
                  Team& team, const GradientUse<T>& use) override {
    if (activation_) {
      const ConstMatrixView<T> A(preactivation_.data(), dY.rows(), dY.cols());
      activate_backward(*activation_, A, as_const(this->output(dY.rows())), dY);
    }
    if (dX != nullptr)
      Products::input_gradient(as_const(dY), block + weight_.offset, {dX, dY.rows(), X.cols()},
                               scratch, team);
    if (use.step != nullptr)
      return Products::weight_step(X, as_const(dY), *use.step, weight_.offset, bias_.offset,
                                   scratch, team);
    return Products::weight_gradient(X, as_const(dY), use.block + weight_.offset,
                                     use.block + bias_.offset, scratch, team);
  }

 private:
  bool keeps_preactivation() const { return activation_ && needs_preactivation(*activation_); }

  std::optional<Activation> activation_;
  Tensor weight_, bias_;
  Matrix<T> preactivation_;
};

}  // namespace

LayerSpec dense(std::int64_t out, std::optional<Activation> activation) {
  LayerSpec spec = {"dense", {out}};
  if (activation) spec.settings.push_back(static_cast<std::int64_t>(*activation));
  return spec;
}

template <class T, class Products>
std::unique_ptr<Layer<T>> make_dense(const std::vector<std::int64_t>& settings, double in) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  std::optional<Activation> activation;
  if (settings.empty() || settings.size() > 2 || settings[0] < 1 || settings[0] > most)
    return nullptr;
  if (settings.size() == 2) {
    if (settings[1] < 0 || settings[1] >= activation_count) return nullptr;
    activation = static_cast<Activation>(settings[1]);
  }
  return std::make_unique<Dense<T, Products>>(in, static_cast<double>(settings[0]), activation);
}

template std::unique_ptr<Layer<float>> make_dense<float, PlainProducts<float>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<double>> make_dense<double, PlainProducts<double>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<float>> make_dense<float, PanelProducts>(
    const std::vector<std::int64_t>&, double);

}  // namespace vae1
