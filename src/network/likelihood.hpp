// p(x|z): what the decoder's output says of a row. CONTRIBUTING.md: how to add one.
//
// X, O: n x D in the model's units, O the decoder's output. counted: D values, 0 for a column
// outside the model (see FeatureScaling), else 1. parameters: the likelihood's own.
#pragma once

#include <memory>

#include "../config.hpp"
#include "../types.hpp"

namespace vae1 {

template <class T>
class LikelihoodModel {
 public:
  virtual ~LikelihoodModel() = default;

  // Its free parameters: how many, and what the network's list of tensors calls them.
  virtual Index parameters() const { return 0; }
  virtual const char* parameters_name() const { return ""; }

  virtual void initialise(T* parameters) const = 0;
  // Brings its own parameters back within their bounds after a step of the optimiser.
  virtual void constrain(T* parameters) const = 0;

  // Whether its own parameter of a feature is held at a bound.
  virtual bool at_bound(const T*, Index) const { return false; }

  // The next three work row by row: on any part of a batch, and on several parts at once, with the
  // same bits.
  // -log p(x|z) of each row in nats. out: n values.
  virtual void row_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                          ConstVectorView<T> counted, double* out) const = 0;
  // The terms of those sums, each feature's own: out (n x D), 0 for a column not counted.
  virtual void feature_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                              ConstVectorView<T> counted, MatrixView<T> out) const = 0;
  // row_losses(), and the gradient of weight * (the sum over the rows): O becomes dO.
  virtual void backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                        ConstVectorView<T> counted, T weight, double* out) const = 0;

  // The gradient of its own parameters, from backward()'s dO of the whole batch, each row of which
  // counts as often as `multiplicity` says (n values).
  virtual void parameter_gradient(const T*, ConstMatrixView<T>, ConstVectorView<T>, T,
                                  ConstVectorView<T>, T*) const {}

  // O becomes the mean of p(x|z).
  virtual void mean(MatrixView<T> O) const = 0;
  // Whether generate() adds noise to the mean, and how: row = mean + deviation * noise.
  virtual bool draws() const = 0;
  virtual void draw(const T* parameters, MatrixView<T> mean, ConstMatrixView<T> noise) const = 0;
};

template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features);

}  // namespace vae1
