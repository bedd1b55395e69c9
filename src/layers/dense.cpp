#include "dense.hpp"

#include <cmath>

#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "../random/stream.hpp"
#include "activation.hpp"

namespace vae1 {

template <class T, class Products>
Dense<T, Products>::Dense(ParameterLayout& layout, const std::string& name, Index in, Index out,
                          std::optional<Activation> activation)
    : weight_(layout.add(name + ".weight", in, out, Products::weight_size(in, out), true)),
      bias_(layout.add(name + ".bias", 1, out, Products::bias_size(out))),
      activation_(activation) {}

template <class T, class Products>
void Dense<T, Products>::reserve(Index capacity) {
  output_.resize(capacity, out());
  if (activation_ && needs_preactivation(*activation_)) preactivation_.resize(capacity, out());
}

template <class T, class Products>
void Dense<T, Products>::initialise(T* block, std::uint64_t seed, std::uint64_t row) const {
  const Stream stream(seed, Purpose::initialisation);
  const T bound = T(1) / std::sqrt(static_cast<T>(in()));
  Matrix<T> weight(in(), out());
  stream.uniform(0, row, std::span(weight.data(), static_cast<std::size_t>(weight.size())));
  weight *= bound;
  Products::pack({weight.data(), in(), out()}, block + weight_.offset);
  auto bias = bias_.vector_in(block);
  stream.uniform(1, row, std::span(bias.data(), static_cast<std::size_t>(bias.size())));
  bias *= bound;
}

template <class T, class Products>
MatrixView<T> Dense<T, Products>::forward(const T* block, ConstMatrixView<T> X, Team& team) {
  auto Y = output(X.rows());
  Products::forward(X, block + weight_.offset, block + bias_.offset, Y, team);
  if (activation_) {
    if (needs_preactivation(*activation_)) preactivation_.topRows(X.rows()) = Y;
    activate(*activation_, Y);
  }
  return Y;
}

template <class T, class Products>
template <class Use>
double Dense<T, Products>::backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX,
                                    T* scratch, Team& team, const Use& use) {
  if (activation_) {
    const ConstMatrixView<T> A(preactivation_.data(), dY.rows(), dY.cols());
    activate_backward(*activation_, A, as_const(output(dY.rows())), dY);
  }
  if (dX != nullptr)
    Products::input_gradient(as_const(dY), block + weight_.offset, {dX, dY.rows(), in()}, scratch,
                             team);
  if constexpr (std::is_same_v<Use, AdamStep<T>>)
    return Products::weight_step(X, as_const(dY), use, weight_.offset, bias_.offset, scratch, team);
  else
    return Products::weight_gradient(X, as_const(dY), use + weight_.offset, use + bias_.offset,
                                     scratch, team);
}

#define VAE1_INSTANTIATE(T, Products)                                                           \
  template class Dense<T, Products>;                                                            \
  template double Dense<T, Products>::backward(const T*, ConstMatrixView<T>, MatrixView<T>, T*, \
                                               T*, Team&, T* const&);                           \
  template double Dense<T, Products>::backward(const T*, ConstMatrixView<T>, MatrixView<T>, T*, \
                                               T*, Team&, const AdamStep<T>&)
VAE1_INSTANTIATE(float, PlainProducts<float>);
VAE1_INSTANTIATE(double, PlainProducts<double>);
VAE1_INSTANTIATE(float, PanelProducts);
#undef VAE1_INSTANTIATE

}  // namespace vae1
