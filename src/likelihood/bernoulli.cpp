#include "bernoulli.hpp"

#include "../math/elementary.hpp"
#include "../math/packs.hpp"

namespace vae1 {
namespace {

template <class V>
V loss_at(V x, const math::Logistic<V>& o) {
  return o.softplus() - o.x * x;
}

template <class T>
__attribute__((noinline)) double row_loss(const T* x, const T* o, const T* counted, Index count) {
  using V = Pack<T>;
  V loss{};
  for_packs<T>(count, [&](auto at) {
    loss += loss_at<V>(at.load(x), math::Logistic<V>(at.load(o))) * at.load(counted);
  });
  return static_cast<double>(sum(loss));
}

// The loss and its gradient share e^-|o|.
template <class T>
__attribute__((noinline)) double row_backward(const T* x, T* o, const T* counted, Index count,
                                              T weight) {
  using V = Pack<T>;
  const V weights = math::constant<V>(weight);
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const V target = at.load(x), count_of = at.load(counted);
    const math::Logistic<V> logistic(at.load(o));
    loss += loss_at(target, logistic) * count_of;
    at.store(o, (logistic.sigmoid() - target) * (count_of * weights));
  });
  return static_cast<double>(sum(loss));
}

}  // namespace

template <class T>
void BernoulliLikelihood<T>::row_losses(const T*, ConstMatrixView<T> X, ConstMatrixView<T> O,
                                        ConstVectorView<T> counted, double* out) const {
  for (Index row = 0; row < X.rows(); ++row)
    out[row] = row_loss(&X(row, 0), &O(row, 0), counted.data(), X.cols());
}

template <class T>
void BernoulliLikelihood<T>::feature_losses(const T*, ConstMatrixView<T> X, ConstMatrixView<T> O,
                                            ConstVectorView<T> counted, MatrixView<T> out) const {
  using V = Pack<T>;
  for (Index row = 0; row < X.rows(); ++row)
    for_packs<T>(X.cols(), [&](auto at) {
      const math::Logistic<V> o(at.load(&O(row, 0)));
      at.store(&out(row, 0), loss_at<V>(at.load(&X(row, 0)), o) * at.load(counted.data()));
    });
}

template <class T>
void BernoulliLikelihood<T>::backward(const T*, ConstMatrixView<T> X, MatrixView<T> O,
                                      ConstVectorView<T> counted, T weight, MatrixView<T>,
                                      double* out) const {
  for (Index row = 0; row < X.rows(); ++row)
    out[row] = row_backward(&X(row, 0), &O(row, 0), counted.data(), X.cols(), weight);
}

template <class T>
void BernoulliLikelihood<T>::mean(ConstMatrixView<T> O, MatrixView<T> out) const {
  for_packs<T>(O.size(), [&](auto at) { at.store(out.data(), math::sigmoid(at.load(O.data()))); });
}

template class BernoulliLikelihood<float>;
template class BernoulliLikelihood<double>;

}  // namespace vae1
