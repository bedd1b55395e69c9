// p(x|z): what the decoder's output says of a row. CONTRIBUTING.md: how to add one.
//
// X: n x D, rows in the model's units. E: n x inputs(), what the encoder sees of them. O: n x
// outputs(), the decoder's output. counted: D values, 0 for a column outside the model (see
// FeatureScaling), else 1. parameters: the likelihood's own.
#pragma once

#include <memory>
#include <span>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../types.hpp"

namespace vae1 {

// How wide the network's ends are.
struct Widths {
  double features = 0;    // D
  double inputs = 0;      // of the encoder
  double outputs = 0;     // of the decoder
  double conditions = 0;  // what the decoder sees beside the latents
  double parameters = 0;  // the likelihood's own
};

template <class T>
class LikelihoodModel {
 public:
  virtual ~LikelihoodModel() = default;

  // Whether the encoder sees something else than X; then, what.
  virtual bool expands() const { return false; }
  virtual void expand(ConstMatrixView<T>, MatrixView<T>) const {}
  // What encoder and decoder are told of each row: out (n x the conditions' width).
  virtual void expand_conditions(ConstMatrixView<T>, MatrixView<T>) const {}

  // Its free parameters: how many, and what the network's list of tensors calls them.
  virtual Index parameters() const { return 0; }
  virtual const char* parameters_name() const { return ""; }

  virtual void initialise(T* parameters) const = 0;
  // Adds what is known of the columns before any row is seen to the decoder's last biases.
  virtual void initialise_bias(std::span<T>) const {}
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
  // row_losses(), and the gradient of weight * (the sum over the rows): O becomes dO. d_own (n x
  // row_gradients()): that of the own parameters, row by row, where dO does not tell it.
  virtual void backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                        ConstVectorView<T> counted, T weight, MatrixView<T> d_own,
                        double* out) const = 0;
  virtual Index row_gradients() const { return 0; }

  // The gradient of its own parameters, from backward()'s dO and d_own of the whole batch, each row
  // of which counts as often as `multiplicity` says (n values).
  virtual void parameter_gradient(const T*, ConstMatrixView<T>, ConstMatrixView<T>,
                                  ConstVectorView<T>, T, ConstVectorView<T>, T*) const {}

  // out (n x D) = what p(x|z) is about: its mean, or the most probable level. May be O, where that
  // is as wide.
  virtual void mean(ConstMatrixView<T> O, MatrixView<T> out) const = 0;
  // Whether generate() draws from p(x|z) rather than giving its mean.
  virtual bool draws() const = 0;
  // out (n x D) = a draw, from n x D standard normal numbers, and n x D uniform on (-1, 1) where it
  // uses_uniform(). May be O, where that is as wide.
  virtual bool uses_uniform() const { return false; }
  virtual void draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
                    ConstMatrixView<T> uniform, MatrixView<T> out) const = 0;
};

// columns: of a mixed table; none for a matrix of numbers without gaps, whose likelihood it is
// then.
template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features,
                                                    std::span<const Column> columns = {});
// What its network's ends will be. Of columns whose components are not known yet, the most.
Widths widths_of(Likelihood likelihood, double features, std::span<const Column> columns);

}  // namespace vae1
