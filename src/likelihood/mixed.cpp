// The likelihood of a row of mixed columns. Given z, the cells are independent:
//
//   real         log 1/sqrt(2 pi) e^(-s/2) exp(-(x - o)^2 e^-s / 2), a Gaussian about the output o;
//   or
//                log sum over k of pi_k N(x; m_k + d_k o_k, d_k^2 e^(s_k)), pi = softmax of K
//                outputs: the column's own mixture (m_k, d_k), reweighted and shifted by the
//                decoder
//   binary       o x - log(1 + e^o)
//   categorical  o_x - log sum over the levels of e^o
//   ordinal      the same of its level, and a density of its position there (ordinal_column.hpp)
//   offset       -x, a number of nats that is given
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
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "column_likelihood.hpp"
#include "kinds.hpp"

namespace vae1 {
namespace {

// A column's likelihood and its part of the outputs and of the parameters.
template <class T>
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

template <class T>
class MixedLikelihood final : public LikelihoodModel<T> {
 public:
  explicit MixedLikelihood(std::span<const Column> columns) {
    for (const auto& column : columns) {
      const Index outputs = outputs_of(column), parameters = parameters_of(column);
      places_.push_back({make_column_likelihood<T>(column), outputs_, outputs, parameters_,
                         parameters, std::log(static_cast<T>(column.smallest_variance))});
      outputs_ += outputs;
      parameters_ += parameters;
    }
  }

  Index outputs() const override { return outputs_; }
  Index parameters() const override { return parameters_; }  // s, of each Gaussian
  const char* parameters_name() const override { return "likelihood.logVariance"; }

  void initialise(T* parameters) const override { std::fill_n(parameters, parameters_, T(0)); }
  void initialise_bias(std::span<T> bias) const override {
    for (const auto& place : places_)
      if (place.likelihood) place.likelihood->initialise_bias(bias.data() + place.output);
  }

  void constrain(T* parameters) const override {
    const T highest = std::log(static_cast<T>(VarianceBounds::largest));
    for (const auto& place : places_)
      for (Index k = 0; k < place.parameters; ++k) {
        T& s = parameters[place.parameter + k];
        s = std::min(std::max(s, place.lowest), highest);
      }
  }
  bool at_bound(const T* parameters, Index column) const override {
    const auto& place = places_[static_cast<std::size_t>(column)];
    for (Index k = 0; k < place.parameters; ++k)
      if (parameters[place.parameter + k] <= place.lowest) return true;
    return false;
  }

  void row_losses(const Given<T>& given, ConstMatrixView<T> O, double* out) const override {
    const auto& [parameters, X, counted] = given;
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

  void feature_losses(const Given<T>& given, ConstMatrixView<T> O,
                      MatrixView<T> out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row) {
      const T *x = &X(row, 0), *o = &O(row, 0), *counts = counted.data();
      T* to = &out(row, 0);
      for (const auto& place : places_) {
        *to++ = place.has_loss(*x, *counts++) ? place.loss(parameters, *x, o) : T(0);
        ++x;
      }
    }
  }

  void backward(const Given<T>& given, MatrixView<T> O, T weight, MatrixView<T> d_own,
                double* out) const override {
    const auto& [parameters, X, counted] = given;
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
  Index row_gradients() const override { return parameters_; }

  void parameter_gradient(const Given<T>&, ConstMatrixView<T>, ConstMatrixView<T> d_own, T,
                          ConstVectorView<T> multiplicity, T* gradient) const override {
    VectorView<T> sum(gradient, parameters_);
    sum.setZero();
    for (Index row = 0; row < d_own.rows(); ++row)
      for (Index k = 0; k < parameters_; ++k) sum[k] += multiplicity[row] * d_own(row, k);
  }

  // Real column: the mean of its most probable Gaussian. Binary: the probability of 1. Categorical:
  // the most probable level. Ordinal: the middle of the median level. Offset: 0.
  T cell_mean(const T* O, Index column) const override {
    const auto& place = places_[static_cast<std::size_t>(column)];
    return place.likelihood ? place.likelihood->mean(O + place.output)
                            : std::numeric_limits<T>::quiet_NaN();
  }
  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override {
    for (Index row = 0; row < O.rows(); ++row)
      for (Index j = 0; j < out.cols(); ++j) out(row, j) = cell_mean(&O(row, 0), j);
  }

  bool uses_uniform() const override { return true; }
  T draw_cell(const T* parameters, const T* O, Index column, T normal, T uniform) const override {
    const auto& place = places_[static_cast<std::size_t>(column)];
    if (!place.likelihood) return std::numeric_limits<T>::quiet_NaN();
    return place.likelihood->draw(O + place.output, parameters + place.parameter, normal,
                                  T(0.5) * (uniform + 1));
  }
  void draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
            ConstMatrixView<T> uniform, MatrixView<T> out) const override {
    for (Index row = 0; row < O.rows(); ++row)
      for (Index j = 0; j < out.cols(); ++j)
        out(row, j) = draw_cell(parameters, &O(row, 0), j, normal(row, j), uniform(row, j));
  }

 private:
  std::vector<Place<T>> places_;
  Index outputs_ = 0, parameters_ = 0;
};

}  // namespace

template <class T>
LikelihoodPointer<T> make_mixed(std::span<const Column> columns) {
  return std::make_unique<MixedLikelihood<T>>(columns);
}

template LikelihoodPointer<float> make_mixed(std::span<const Column>);
template LikelihoodPointer<double> make_mixed(std::span<const Column>);

}  // namespace vae1
