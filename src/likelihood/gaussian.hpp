// Gaussian likelihood with one learned variance per feature: -log p(x|z) = 1/2 sum(log 2 pi + s +
// (x - o)^2 e^-s), s: D log-variances, shared by all rows. Learning the variance instead of fixing
// it calibrates reconstruction against KL: Rybkin, Daniilidis, Levine (2021), "Simple and Effective
// VAE Training with Calibrated Decoders", arXiv:2006.13202.
#pragma once

#include "likelihood.hpp"

namespace vae1 {

template <class T>
class GaussianLikelihood final : public LikelihoodModel<T> {
 public:
  explicit GaussianLikelihood(Index features) : features_(features) {}

  Index outputs() const override { return features_; }
  Index parameters() const override { return features_; }  // s
  const char* parameters_name() const override { return "likelihood.logVariance"; }

  void initialise(T* parameters) const override;
  void constrain(T* parameters) const override;
  bool at_bound(const T* parameters, Index feature) const override;
  void row_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                  ConstVectorView<T> counted, double* out) const override;
  void feature_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                      ConstVectorView<T> counted, MatrixView<T> out) const override;
  void backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                ConstVectorView<T> counted, T weight, MatrixView<T> d_own,
                double* out) const override;
  void parameter_gradient(const T* parameters, ConstMatrixView<T> dO, ConstMatrixView<T> d_own,
                          ConstVectorView<T> counted, T weight, ConstVectorView<T> multiplicity,
                          T* gradient) const override;
  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override { out = O; }
  bool draws() const override { return true; }
  void draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
            ConstMatrixView<T> uniform, MatrixView<T> out) const override;

 private:
  VectorView<T> log_variance(T* parameters) const { return {parameters, features_}; }

  Index features_;
};

}  // namespace vae1
