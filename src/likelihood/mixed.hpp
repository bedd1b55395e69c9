// The likelihood of a row of mixed columns. Given z, the cells are independent:
//
//   real         log 1/sqrt(2 pi) e^(-s/2) exp(-(x - o)^2 e^-s / 2), a Gaussian about the output o;
//   or
//                log sum over k of pi_k N(x; m_k + d_k o_k, d_k^2 e^(s_k)), pi = softmax of K
//                outputs: the column's own mixture (m_k, d_k), reweighted and shifted by the
//                decoder
//   binary       o x - log(1 + e^o)
//   categorical  o_x - log sum over the levels of e^o
//
// An absent cell adds nothing: the likelihood is that of the present cells, p(x_observed|z), as in
// Mattei and Frellsen (2019), "MIWAE: Deep Generative Modelling and Imputation of Incomplete Data",
// arXiv:1812.02633, and Nazabal et al. (2020), "Handling Incomplete Heterogeneous Data using VAEs",
// arXiv:1807.03653. Whether a cell is present can be a column of its own.
//
// What "mode-specific normalization" (Xu et al. 2019, "Modeling Tabular Data using Conditional
// GAN", arXiv:1907.00503, 4.2) draws once for each cell, the mode, is summed over here. By Jensen's
// inequality the bound is never lower, and it has no noise from that draw.
//
// Balance between columns: every cell's term is a proper log-probability. For levels its gradient
// is bounded, however many levels there are. For a real cell it grows as the variance shrinks, so
// the variance has a lower bound. The decoder's biases start at the columns' marginal
// distributions: a column with many levels starts at its entropy, not at the log of their number.
#pragma once

#include <cmath>
#include <memory>
#include <vector>

#include "column_likelihood.hpp"
#include "likelihood.hpp"

namespace vae1 {

template <class T>
class MixedLikelihood final : public LikelihoodModel<T> {
 public:
  explicit MixedLikelihood(std::span<const Column> columns);

  Index outputs() const override { return outputs_; }
  Index parameters() const override { return parameters_; }  // s, of each Gaussian
  const char* parameters_name() const override { return "likelihood.logVariance"; }
  void initialise(T* parameters) const override;
  void initialise_bias(std::span<T> bias) const override;
  void constrain(T* parameters) const override;
  bool at_bound(const T* parameters, Index column) const override;

  void row_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                  ConstVectorView<T> counted, double* out) const override;
  void feature_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                      ConstVectorView<T> counted, MatrixView<T> out) const override;
  void backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                ConstVectorView<T> counted, T weight, MatrixView<T> d_own,
                double* out) const override;
  Index row_gradients() const override { return parameters_; }
  void parameter_gradient(const T* parameters, ConstMatrixView<T> dO, ConstMatrixView<T> d_own,
                          ConstVectorView<T> counted, T weight, ConstVectorView<T> multiplicity,
                          T* gradient) const override;

  // Real column: the mean of its most probable Gaussian. Binary: the probability of 1. Categorical:
  // the most probable level. NaN in a condition.
  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override;
  bool draws() const override { return true; }
  bool uses_uniform() const override { return true; }
  void draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
            ConstMatrixView<T> uniform, MatrixView<T> out) const override;

 private:
  struct Place {
    std::unique_ptr<ColumnLikelihood<T>> likelihood;  // null for a condition
    Index output, outputs;                            // the first of them, and how many
    Index parameter, parameters;                      // likewise
    T lowest;                                         // bound of the parameters

    bool has_loss(T x, T counted) const { return likelihood && counted != T(0) && !std::isnan(x); }
    T loss(const T* of_all, T x, const T* o) const {
      return likelihood->loss(x, o + output, of_all + parameter);
    }
  };

  std::vector<Place> places_;
  Index outputs_ = 0, parameters_ = 0;
};

}  // namespace vae1
