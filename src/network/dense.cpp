#include "dense.hpp"

#include <cmath>

#include "../random/stream.hpp"
#include "activation.hpp"

namespace vae1 {

template <class T>
Dense<T>::Dense(ParameterLayout& layout, const std::string& name, Index in, Index out,
                std::optional<Activation> activation)
    : weight_(layout.add(name + ".weight", in, out)),
      bias_(layout.add(name + ".bias", 1, out)),
      activation_(activation) {}

template <class T>
void Dense<T>::reserve(Index capacity) {
  output_.resize(capacity, out());
  if (activation_ && needs_preactivation(*activation_)) preactivation_.resize(capacity, out());
}

template <class T>
void Dense<T>::initialise(T* parameters, std::uint64_t seed, std::uint64_t row) const {
  const Stream stream(seed, Purpose::initialisation);
  const T bound = T(1) / std::sqrt(static_cast<T>(in()));
  std::uint32_t part = 0;
  for (const auto& tensor : {weight_, bias_}) {
    T* first = parameters + tensor.offset;
    stream.uniform(part++, row, std::span<T>(first, static_cast<std::size_t>(tensor.size())));
    tensor.vector_in(parameters) *= bound;
  }
}

template <class T>
MatrixView<T> Dense<T>::forward(const T* parameters, ConstMatrixView<T> X) {
  auto Y = output(X.rows());
  Y.noalias() = X * weight_.in(parameters);
  Y.rowwise() += bias_.vector_in(parameters).transpose();
  if (activation_) {
    if (needs_preactivation(*activation_)) preactivation_.topRows(X.rows()) = Y;
    activate(*activation_, Y);
  }
  return Y;
}

template <class T>
void Dense<T>::backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> dY, T* gradient,
                        T* dX) {
  if (activation_) {
    const ConstMatrixView<T> A(preactivation_.data(), dY.rows(), dY.cols());
    activate_backward(*activation_, A, as_const(output(dY.rows())), dY);
  }
  weight_.in(gradient).noalias() = X.transpose() * dY;
  bias_.vector_in(gradient).noalias() = dY.colwise().sum().transpose();
  if (dX != nullptr)
    MatrixView<T>(dX, dY.rows(), in()).noalias() = dY * weight_.in(parameters).transpose();
}

template class Dense<float>;
template class Dense<double>;

}  // namespace vae1
