#include "dense.hpp"

#include <cmath>
#include <limits>

#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "../random/stream.hpp"

namespace vae1 {

LayerSpec dense(std::int64_t out, std::optional<Activation> activation) {
  LayerSpec spec = {"dense", {out}};
  if (activation) spec.settings.push_back(static_cast<std::int64_t>(*activation));
  return spec;
}

template <class T, class Products>
std::unique_ptr<Layer<T>> Dense<T, Products>::from(const std::vector<std::int64_t>& settings,
                                                   double in) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  std::optional<Activation> activation;
  if (settings.empty() || settings.size() > 2 || settings[0] < 1 || settings[0] > most)
    return nullptr;
  if (settings.size() == 2) {
    if (settings[1] < 0 || settings[1] >= activation_count) return nullptr;
    activation = static_cast<Activation>(settings[1]);
  }
  return std::unique_ptr<Layer<T>>(new Dense(in, static_cast<double>(settings[0]), activation));
}

template <class T, class Products>
double Dense<T, Products>::workspace(double rows) const {
  return Layer<T>::workspace(rows) * (keeps_preactivation() ? 2 : 1);
}

template <class T, class Products>
void Dense<T, Products>::place(ParameterLayout& layout, const std::string& name) {
  const auto in = static_cast<Index>(this->in()), out = static_cast<Index>(this->out());
  const auto size = [](double numbers) { return static_cast<Index>(numbers); };
  weight_ = layout.add(name + ".weight", in, out,
                       size(Products::weight_size(this->in(), this->out())), true);
  bias_ = layout.add(name + ".bias", 1, out, size(Products::bias_size(this->out())));
}

template <class T, class Products>
void Dense<T, Products>::reserve(Index rows) {
  Layer<T>::reserve(rows);
  if (keeps_preactivation()) preactivation_.resize(rows, weight_.cols);
}

template <class T, class Products>
void Dense<T, Products>::initialise(T* block, std::uint64_t seed, std::uint64_t row) const {
  const Stream stream(seed, Purpose::initialisation);
  const T bound = T(1) / std::sqrt(static_cast<T>(weight_.rows));
  Matrix<T> weight(weight_.rows, weight_.cols);
  stream.uniform(0, row, std::span(weight.data(), static_cast<std::size_t>(weight.size())));
  weight *= bound;
  Products::pack(ConstMatrixView<T>(weight.data(), weight.rows(), weight.cols()),
                 block + weight_.offset);
  auto bias = bias_.vector_in(block);
  stream.uniform(1, row, std::span(bias.data(), static_cast<std::size_t>(bias.size())));
  bias *= bound;
}

template <class T, class Products>
std::span<T> Dense<T, Products>::bias(T* block) const {
  return {block + bias_.offset, static_cast<std::size_t>(bias_.cols)};
}

template <class T, class Products>
void Dense<T, Products>::forward(const T* block, ConstMatrixView<T> X, Team& team) {
  auto Y = this->output(X.rows());
  Products::forward(X, block + weight_.offset, block + bias_.offset, Y, team);
  if (!activation_) return;
  if (keeps_preactivation()) preactivation_.topRows(X.rows()) = Y;
  activate(*activation_, Y);
}

template <class T, class Products>
double Dense<T, Products>::backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX,
                                    T* scratch, Team& team, const GradientUse<T>& use) {
  if (activation_) {
    const ConstMatrixView<T> A(preactivation_.data(), dY.rows(), dY.cols());
    activate_backward(*activation_, A, as_const(this->output(dY.rows())), dY);
  }
  if (dX != nullptr)
    Products::input_gradient(as_const(dY), block + weight_.offset, {dX, dY.rows(), X.cols()},
                             scratch, team);
  if (use.step != nullptr)
    return Products::weight_step(X, as_const(dY), *use.step, weight_.offset, bias_.offset, scratch,
                                 team);
  return Products::weight_gradient(X, as_const(dY), use.block + weight_.offset,
                                   use.block + bias_.offset, scratch, team);
}

template class Dense<float, PlainProducts<float>>;
template class Dense<double, PlainProducts<double>>;
template class Dense<float, PanelProducts>;

}  // namespace vae1
