// Bernoulli likelihood of values in [0, 1], from logits. Grey values count as probabilities, as
// usual for images. -log p(x|z) = max(o, 0) - o x + log(1 + e^-|o|), which never overflows.
#pragma once

#include "likelihood.hpp"

namespace vae1 {

template <class T>
class BernoulliLikelihood final : public LikelihoodModel<T> {
 public:
  explicit BernoulliLikelihood(Index features) : features_(features) {}

  Index outputs() const override { return features_; }
  void initialise(T*) const override {}
  void constrain(T*) const override {}
  void row_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                  ConstVectorView<T> counted, double* out) const override;
  void feature_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                      ConstVectorView<T> counted, MatrixView<T> out) const override;
  void backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                ConstVectorView<T> counted, T weight, MatrixView<T> d_own,
                double* out) const override;
  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override;
  bool draws() const override { return false; }
  void draw(const T*, ConstMatrixView<T>, ConstMatrixView<T>, ConstMatrixView<T>,
            MatrixView<T>) const override {}

 private:
  Index features_;
};

}  // namespace vae1
