#include "gaussian.hpp"

#include <cmath>
#include <numbers>

namespace vae1 {

template <class T>
void GaussianLikelihood<T>::initialise(T* parameters) const {
  log_variance(parameters).setZero();
}

template <class T>
void GaussianLikelihood<T>::constrain(T* parameters) const {
  auto s = log_variance(parameters).array();
  const T lowest = std::log(static_cast<T>(smallest_variance));
  const T highest = std::log(static_cast<T>(largest_variance));
  s = s.max(lowest).min(highest);
}

template <class T>
void GaussianLikelihood<T>::row_losses(const T* parameters, ConstMatrixView<T> X,
                                       ConstMatrixView<T> O, ConstVectorView<T> counted,
                                       double* out) {
  const auto s = log_variance(parameters);
  precision_.array() = (-s.array()).exp() * counted.array();
  const double log_2pi = std::log(2 * std::numbers::pi);
  const double constant =
      log_2pi * static_cast<double>(counted.sum()) + static_cast<double>(s.dot(counted));
  for (Index row = 0; row < X.rows(); ++row) {
    const auto error = X.row(row).array() - O.row(row).array();
    const T distance = (error.square() * precision_.transpose().array()).sum();
    out[row] = 0.5 * (constant + static_cast<double>(distance));
  }
}

template <class T>
void GaussianLikelihood<T>::backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                                     ConstVectorView<T> counted, T weight, T* gradient,
                                     double* out) {
  row_losses(parameters, X, as_const(O), counted, out);
  auto ds = log_variance(gradient);
  ds.setZero();
  for (Index row = 0; row < X.rows(); ++row) {
    auto o = O.row(row).array();
    const auto precision = precision_.transpose().array();
    ds.transpose().array() += (o - X.row(row).array()).square() * precision;
    o = (o - X.row(row).array()) * precision * weight;
  }
  const T rows = static_cast<T>(X.rows());
  ds.array() = T(0.5) * weight * (rows * counted.array() - ds.array());
}

template <class T>
void GaussianLikelihood<T>::draw(const T* parameters, MatrixView<T> mean,
                                 ConstMatrixView<T> noise) const {
  const auto s = log_variance(parameters);
  for (Index row = 0; row < mean.rows(); ++row)
    mean.row(row).array() += (s.transpose().array() * T(0.5)).exp() * noise.row(row).array();
}

template class GaussianLikelihood<float>;
template class GaussianLikelihood<double>;

}  // namespace vae1
