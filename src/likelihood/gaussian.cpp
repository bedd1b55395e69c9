#include "gaussian.hpp"

#include <cmath>
#include <numbers>

#include "../data/variance_bounds.hpp"
#include "../math/elementary.hpp"
#include "../math/packs.hpp"

namespace vae1 {
namespace {

const double log_2pi = std::log(2 * std::numbers::pi);

// Twice a feature's loss. Computes e^-s for each element instead of reading it from a buffer that
// threads would have to share.
template <class V>
V twice_loss(V error, V log_variance) {
  return math::constant<V>(log_2pi) + log_variance + error * (error * math::exp(-log_variance));
}

template <class T>
__attribute__((noinline)) double row_loss(const T* x, const T* o, const T* s, const T* counted,
                                          Index count) {
  using V = Pack<T>;
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const V error = at.load(o) - at.load(x), log_variance = at.load(s);
    loss += twice_loss(error, log_variance) * at.load(counted);
  });
  return 0.5 * static_cast<double>(sum(loss));
}

template <class T>
__attribute__((noinline)) double row_backward(const T* x, T* o, const T* s, const T* counted,
                                              Index count, T weight) {
  using V = Pack<T>;
  const V weights = math::constant<V>(weight);
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const V error = at.load(o) - at.load(x), log_variance = at.load(s), count_of = at.load(counted);
    const V distance = error * math::exp(-log_variance);
    loss += (math::constant<V>(log_2pi) + log_variance + error * distance) * count_of;
    at.store(o, distance * (count_of * weights));
  });
  return 0.5 * static_cast<double>(sum(loss));
}

template <class T>
T lowest_log_variance() {
  return std::log(static_cast<T>(VarianceBounds::smallest));
}

template <class T>
T highest_log_variance() {
  return std::log(static_cast<T>(VarianceBounds::largest));
}

}  // namespace

template <class T>
void GaussianLikelihood<T>::initialise(T* parameters) const {
  log_variance(parameters).setZero();
}

template <class T>
void GaussianLikelihood<T>::constrain(T* parameters) const {
  auto s = log_variance(parameters).array();
  s = s.max(lowest_log_variance<T>()).min(highest_log_variance<T>());
}

template <class T>
bool GaussianLikelihood<T>::at_bound(const T* parameters, Index feature) const {
  const T s = parameters[feature];
  return s <= lowest_log_variance<T>() || s >= highest_log_variance<T>();
}

template <class T>
void GaussianLikelihood<T>::row_losses(const T* parameters, ConstMatrixView<T> X,
                                       ConstMatrixView<T> O, ConstVectorView<T> counted,
                                       double* out) const {
  for (Index row = 0; row < X.rows(); ++row)
    out[row] = row_loss(&X(row, 0), &O(row, 0), parameters, counted.data(), X.cols());
}

template <class T>
void GaussianLikelihood<T>::feature_losses(const T* parameters, ConstMatrixView<T> X,
                                           ConstMatrixView<T> O, ConstVectorView<T> counted,
                                           MatrixView<T> out) const {
  using V = Pack<T>;
  for (Index row = 0; row < X.rows(); ++row)
    for_packs<T>(X.cols(), [&](auto at) {
      const V error = at.load(&O(row, 0)) - at.load(&X(row, 0));
      const V half_counted = math::constant<V>(0.5) * at.load(counted.data());
      at.store(&out(row, 0), half_counted * twice_loss(error, at.load(parameters)));
    });
}

template <class T>
void GaussianLikelihood<T>::backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                                     ConstVectorView<T> counted, T weight, MatrixView<T>,
                                     double* out) const {
  for (Index row = 0; row < X.rows(); ++row)
    out[row] = row_backward(&X(row, 0), &O(row, 0), parameters, counted.data(), X.cols(), weight);
}

// ds = weight / 2 * (the sum over the rows of 1 - (x - o)^2 e^-s), where
// dO = weight * (o - x) e^-s.
template <class T>
void GaussianLikelihood<T>::parameter_gradient(const T* parameters, ConstMatrixView<T> dO,
                                               ConstMatrixView<T>, ConstVectorView<T> counted,
                                               T weight, ConstVectorView<T> multiplicity,
                                               T* gradient) const {
  using V = Pack<T>;
  const Index features = dO.cols();
  const T rows = multiplicity.sum();
  for_packs<T>(features, [&](auto at) {
    V squares{};
    for (Index row = 0; row < dO.rows(); ++row) {
      const V d = at.load(&dO(row, 0));
      squares += d * d * math::constant<V>(multiplicity[row]);
    }
    const V variance = math::exp(at.load(parameters));
    at.store(gradient, math::constant<V>(0.5 * weight * rows) * at.load(counted.data()) -
                           math::constant<V>(0.5 / weight) * (variance * squares));
  });
}

template <class T>
void GaussianLikelihood<T>::draw(const T* parameters, ConstMatrixView<T> O,
                                 ConstMatrixView<T> normal, ConstMatrixView<T>,
                                 MatrixView<T> out) const {
  using V = Pack<T>;
  for (Index row = 0; row < O.rows(); ++row)
    for_packs<T>(O.cols(), [&](auto at) {
      const V deviation = math::exp(math::constant<V>(0.5) * at.load(parameters));
      at.store(&out(row, 0), at.load(&O(row, 0)) + deviation * at.load(&normal(row, 0)));
    });
}

template class GaussianLikelihood<float>;
template class GaussianLikelihood<double>;

}  // namespace vae1
