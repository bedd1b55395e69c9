#include "bernoulli.hpp"

namespace vae1 {

template <class T>
void BernoulliLikelihood<T>::row_losses(const T*, ConstMatrixView<T> X, ConstMatrixView<T> O,
                                        ConstVectorView<T> counted, double* out) {
  for (Index row = 0; row < X.rows(); ++row) {
    const auto x = X.row(row).array();
    const auto o = O.row(row).array();
    out[row] = static_cast<double>(((o.max(T(0)) - o * x + (-o.abs()).exp().log1p()) *
                                    counted.transpose().array())
                                       .sum());
  }
}

template <class T>
void BernoulliLikelihood<T>::backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                                      ConstVectorView<T> counted, T weight, T*, double* out) {
  row_losses(parameters, X, as_const(O), counted, out);
  for (Index row = 0; row < X.rows(); ++row) {
    auto o = O.row(row).array();
    o = (o.logistic() - X.row(row).array()) * counted.transpose().array() * weight;
  }
}

template <class T>
void BernoulliLikelihood<T>::mean(MatrixView<T> O) const {
  O.array() = O.array().logistic();
}

template class BernoulliLikelihood<float>;
template class BernoulliLikelihood<double>;

}  // namespace vae1
