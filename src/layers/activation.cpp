#include "activation.hpp"

#include "../math/elementary.hpp"
#include "../math/packs.hpp"

namespace vae1 {
namespace {

// Applies y = f(x) to a range.
template <class T, class Function>
__attribute__((noinline)) void apply(T* values, Index count, const Function& f) {
  for_packs<T>(count, [&](auto at) { at.store(values, f(at.load(values))); });
}

// d *= f'(x); `slope` takes whichever is available, the value or the pre-activation.
template <class T, class Slope>
__attribute__((noinline)) void chain(const T* known, T* d, Index count, const Slope& slope) {
  for_packs<T>(count, [&](auto at) { at.store(d, at.load(d) * slope(at.load(known))); });
}

}  // namespace

template <class T>
void activate(Activation activation, MatrixView<T> H) {
  using V = Pack<T>;
  const auto each = [&](const auto& f) { apply(H.data(), H.size(), f); };
  switch (activation) {
    case Activation::relu:
      return each([](V a) { return math::positive_part(a); });
    case Activation::tanh:
      return each([](V a) { return math::tanh(a); });
    case Activation::sigmoid:
      return each([](V a) { return math::sigmoid(a); });
    case Activation::softplus:  // log(1 + e^a), without overflow
      return each([](V a) { return math::softplus(a); });
    case Activation::gelu:  // a Phi(a), exact: Hendrycks and Gimpel (2016), arXiv:1606.08415
      return each([](V a) { return a * math::normal(a).cumulative; });
  }
}

template <class T>
void activate_backward(Activation activation, ConstMatrixView<T> A, ConstMatrixView<T> H,
                       MatrixView<T> dH) {
  using V = Pack<T>;
  const auto each = [&](ConstMatrixView<T> known, const auto& slope) {
    chain(known.data(), dH.data(), dH.size(), slope);
  };
  const V one = math::constant<V>(1);
  switch (activation) {
    case Activation::relu:
      return each(H, [&](V h) { return h > V{} ? one : V{}; });
    case Activation::tanh:
      return each(H, [&](V h) { return one - h * h; });
    case Activation::sigmoid:
      return each(H, [&](V h) { return h * (one - h); });
    case Activation::softplus:  // sigmoid(a) = 1 - e^-f
      return each(H, [](V h) { return -math::expm1(-h); });
    case Activation::gelu:  // Phi(a) + a phi(a)
      return each(A, [](V a) {
        const auto at = math::normal(a);
        return at.cumulative + a * at.density;
      });
  }
}

template void activate(Activation, MatrixView<float>);
template void activate(Activation, MatrixView<double>);
template void activate_backward(Activation, ConstMatrixView<float>, ConstMatrixView<float>,
                                MatrixView<float>);
template void activate_backward(Activation, ConstMatrixView<double>, ConstMatrixView<double>,
                                MatrixView<double>);

}  // namespace vae1
