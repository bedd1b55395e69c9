#include "activation.hpp"

#include <unsupported/Eigen/SpecialFunctions>

#include <numbers>

namespace vae1 {

template <class T>
void activate(Activation activation, MatrixView<T> H) {
  auto h = H.array();
  switch (activation) {
    case Activation::relu:
      h = h.max(T(0));
      return;
    case Activation::tanh:
      h = h.tanh();
      return;
    case Activation::sigmoid:
      h = h.logistic();
      return;
    case Activation::softplus:  // log(1 + e^a), without overflow
      h = h.max(T(0)) + (-h.abs()).exp().log1p();
      return;
    case Activation::gelu:  // a Phi(a), exact: Hendrycks and Gimpel (2016), arXiv:1606.08415
      h = T(0.5) * h * (T(1) + (h * (std::numbers::sqrt2_v<T> / 2)).erf());
      return;
  }
}

template <class T>
void activate_backward(Activation activation, ConstMatrixView<T> A, ConstMatrixView<T> H,
                       MatrixView<T> dH) {
  const auto a = A.array();
  const auto h = H.array();
  auto d = dH.array();
  switch (activation) {
    case Activation::relu:
      d = (h > T(0)).select(d, T(0));
      return;
    case Activation::tanh:
      d *= T(1) - h.square();
      return;
    case Activation::sigmoid:
      d *= h * (T(1) - h);
      return;
    case Activation::softplus:  // sigmoid(a) = 1 - e^-f
      d *= -(-h).expm1();
      return;
    case Activation::gelu: {  // Phi(a) + a phi(a)
      constexpr T phi0 = std::numbers::inv_sqrtpi_v<T> * std::numbers::sqrt2_v<T> / 2;
      d *= T(0.5) * (T(1) + (a * (std::numbers::sqrt2_v<T> / 2)).erf()) +
           a * phi0 * (T(-0.5) * a.square()).exp();
      return;
    }
  }
}

template void activate(Activation, MatrixView<float>);
template void activate(Activation, MatrixView<double>);
template void activate_backward(Activation, ConstMatrixView<float>, ConstMatrixView<float>,
                                MatrixView<float>);
template void activate_backward(Activation, ConstMatrixView<double>, ConstMatrixView<double>,
                                MatrixView<double>);

}  // namespace vae1
