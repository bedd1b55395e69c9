// Bernoulli likelihood of values in [0, 1], from logits. Grey values count as probabilities, as
// usual for images. -log p(x|z) = max(o, 0) - o x + log(1 + e^-|o|), which never overflows.
#include "../math/elementary.hpp"
#include "../math/packs.hpp"
#include "kinds.hpp"

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

template <class T>
class BernoulliLikelihood final : public LikelihoodModel<T> {
 public:
  explicit BernoulliLikelihood(Index features) : features_(features) {}

  Index outputs() const override { return features_; }

  void row_losses(const Given<T>& given, ConstMatrixView<T> O, double* out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row)
      out[row] = row_loss(&X(row, 0), &O(row, 0), counted.data(), X.cols());
  }

  void feature_losses(const Given<T>& given, ConstMatrixView<T> O,
                      MatrixView<T> out) const override {
    for (Index row = 0; row < O.rows(); ++row)
      for_packs<T>(O.cols(), [&](auto at) {
        const math::Logistic<Pack<T>> o(at.load(&O(row, 0)));
        at.store(&out(row, 0),
                 loss_at<Pack<T>>(at.load(&given.X(row, 0)), o) * at.load(given.counted.data()));
      });
  }

  void backward(const Given<T>& given, MatrixView<T> O, T weight, MatrixView<T>,
                double* out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row)
      out[row] = row_backward(&X(row, 0), &O(row, 0), counted.data(), X.cols(), weight);
  }

  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override {
    for_packs<T>(O.size(),
                 [&](auto at) { at.store(out.data(), math::sigmoid(at.load(O.data()))); });
  }

 private:
  Index features_;
};

}  // namespace

template <class T>
LikelihoodPointer<T> make_bernoulli(Index features) {
  return std::make_unique<BernoulliLikelihood<T>>(features);
}

template LikelihoodPointer<float> make_bernoulli(Index);
template LikelihoodPointer<double> make_bernoulli(Index);

}  // namespace vae1
