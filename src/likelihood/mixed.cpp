#include "mixed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../data/variance_bounds.hpp"

namespace vae1 {

template <class T>
MixedLikelihood<T>::MixedLikelihood(std::span<const Column> columns) {
  for (const auto& column : columns) {
    const Index outputs = outputs_of(column), parameters = parameters_of(column);
    places_.push_back({make_column_likelihood<T>(column), outputs_, outputs, parameters_,
                       parameters, std::log(static_cast<T>(column.smallest_variance))});
    outputs_ += outputs;
    parameters_ += parameters;
  }
}

template <class T>
void MixedLikelihood<T>::initialise(T* parameters) const {
  std::fill_n(parameters, parameters_, T(0));
}

template <class T>
void MixedLikelihood<T>::initialise_bias(std::span<T> bias) const {
  for (const auto& place : places_)
    if (place.likelihood) place.likelihood->initialise_bias(bias.data() + place.output);
}

template <class T>
void MixedLikelihood<T>::constrain(T* parameters) const {
  const T highest = std::log(static_cast<T>(VarianceBounds::largest));
  for (const auto& place : places_)
    for (Index k = 0; k < place.parameters; ++k) {
      T& s = parameters[place.parameter + k];
      s = std::min(std::max(s, place.lowest), highest);
    }
}

template <class T>
bool MixedLikelihood<T>::at_bound(const T* parameters, Index column) const {
  const auto& place = places_[static_cast<std::size_t>(column)];
  for (Index k = 0; k < place.parameters; ++k)
    if (parameters[place.parameter + k] <= place.lowest) return true;
  return false;
}

template <class T>
void MixedLikelihood<T>::row_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                                    ConstVectorView<T> counted, double* out) const {
  for (Index row = 0; row < X.rows(); ++row) {
    const T *x = &X(row, 0), *o = &O(row, 0), *counts = counted.data();
    out[row] = 0;
    for (const auto& place : places_) {
      if (place.has_loss(*x, *counts++))
        out[row] += static_cast<double>(place.loss(parameters, *x, o));
      ++x;
    }
  }
}

template <class T>
void MixedLikelihood<T>::feature_losses(const T* parameters, ConstMatrixView<T> X,
                                        ConstMatrixView<T> O, ConstVectorView<T> counted,
                                        MatrixView<T> out) const {
  for (Index row = 0; row < X.rows(); ++row) {
    const T *x = &X(row, 0), *o = &O(row, 0), *counts = counted.data();
    T* to = &out(row, 0);
    for (const auto& place : places_) {
      *to++ = place.has_loss(*x, *counts++) ? place.loss(parameters, *x, o) : T(0);
      ++x;
    }
  }
}

template <class T>
void MixedLikelihood<T>::backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                                  ConstVectorView<T> counted, T weight, MatrixView<T> d_own,
                                  double* out) const {
  for (Index row = 0; row < X.rows(); ++row) {
    const T *x = &X(row, 0), *counts = counted.data();
    T *o = &O(row, 0), *own = d_own.data() + row * d_own.cols();
    out[row] = 0;
    for (const auto& place : places_) {
      if (place.has_loss(*x, *counts++)) {
        out[row] += static_cast<double>(place.likelihood->backward(
            *x, o + place.output, parameters + place.parameter, weight, own + place.parameter));
      } else {
        std::fill_n(o + place.output, place.outputs, T(0));
        std::fill_n(own + place.parameter, place.parameters, T(0));
      }
      ++x;
    }
  }
}

template <class T>
void MixedLikelihood<T>::parameter_gradient(const T*, ConstMatrixView<T>, ConstMatrixView<T> d_own,
                                            ConstVectorView<T>, T, ConstVectorView<T> multiplicity,
                                            T* gradient) const {
  VectorView<T> sum(gradient, parameters_);
  sum.setZero();
  for (Index row = 0; row < d_own.rows(); ++row)
    for (Index k = 0; k < parameters_; ++k) sum[k] += multiplicity[row] * d_own(row, k);
}

template <class T>
void MixedLikelihood<T>::mean(ConstMatrixView<T> O, MatrixView<T> out) const {
  for (Index row = 0; row < O.rows(); ++row) {
    T* to = &out(row, 0);
    for (const auto& place : places_)
      *to++ = place.likelihood ? place.likelihood->mean(&O(row, 0) + place.output)
                               : std::numeric_limits<T>::quiet_NaN();
  }
}

template <class T>
void MixedLikelihood<T>::draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
                              ConstMatrixView<T> uniform, MatrixView<T> out) const {
  for (Index row = 0; row < O.rows(); ++row)
    for (std::size_t j = 0; j < places_.size(); ++j) {
      const auto& place = places_[j];
      const auto at = static_cast<Index>(j);
      out(row, at) = place.likelihood ? place.likelihood->draw(
                                            &O(row, 0) + place.output, parameters + place.parameter,
                                            normal(row, at), T(0.5) * (uniform(row, at) + 1))
                                      : std::numeric_limits<T>::quiet_NaN();
    }
}

template class MixedLikelihood<float>;
template class MixedLikelihood<double>;

}  // namespace vae1
