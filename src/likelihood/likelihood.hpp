// p(x|z), the distribution of a row given the decoder's output. CONTRIBUTING.md says how to add
// one.
//
// O: n x outputs, the decoder's output. parameters: the likelihood's own.
#pragma once

#include <memory>
#include <span>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../types.hpp"

namespace vae1 {

// What a loss depends on besides the decoder's output.
template <class T>
struct Given {
  const T* parameters;
  ConstMatrixView<T> X;        // n x D, rows in the model's units
  ConstVectorView<T> counted;  // D values, 0 for a column outside the model, otherwise 1
};

template <class T>
class LikelihoodModel {
 public:
  virtual ~LikelihoodModel() = default;

  // How many outputs of the decoder it reads.
  virtual Index outputs() const = 0;
  // The number of its free parameters, and their name among the network's tensors.
  virtual Index parameters() const { return 0; }
  virtual const char* parameters_name() const { return ""; }

  virtual void initialise(T*) const {}
  // Adds the columns' marginals to the decoder's last biases, before training.
  virtual void initialise_bias(std::span<T>) const {}
  // Clamps its own parameters to their bounds after an optimiser step.
  virtual void constrain(T*) const {}

  // Whether its own parameter of a feature is at a bound.
  virtual bool at_bound(const T*, Index) const { return false; }

  // The next three work row by row. They can run on any part of a batch, and on several parts at
  // once, with equal bits. -log p(x|z) of each row in nats. out: n values.
  virtual void row_losses(const Given<T>& given, ConstMatrixView<T> O, double* out) const = 0;
  // Each feature's term of these sums: out (n x D), 0 for a column that is not counted.
  virtual void feature_losses(const Given<T>& given, ConstMatrixView<T> O,
                              MatrixView<T> out) const = 0;
  // row_losses() and the gradient of weight * (their sum): overwrites O with dO. d_own (n x
  // row_gradients()): the own parameters' gradient by row, if it does not follow from dO.
  virtual void backward(const Given<T>& given, MatrixView<T> O, T weight, MatrixView<T> d_own,
                        double* out) const = 0;
  virtual Index row_gradients() const { return 0; }

  // The gradient of its own parameters, from backward()'s dO and d_own over the whole batch. Row i
  // counts `multiplicity` times (n values).
  virtual void parameter_gradient(const Given<T>&, ConstMatrixView<T>, ConstMatrixView<T>, T,
                                  ConstVectorView<T>, T*) const {}

  // out (n x D) = the centre of p(x|z): its mean, or the most probable level. out may be O if that
  // is as wide.
  virtual void mean(ConstMatrixView<T> O, MatrixView<T> out) const = 0;
  // out (n x D) = a draw, from n x D standard normal numbers, and n x D uniform ones on (-1, 1) if
  // uses_uniform(). out may be O if that is as wide. Rows of a Bernoulli likelihood are never
  // drawn: they are its mean.
  virtual bool uses_uniform() const { return false; }
  virtual void draw(const T*, ConstMatrixView<T>, ConstMatrixView<T>, ConstMatrixView<T>,
                    MatrixView<T>) const {}
  // mean() and draw() of the cell of one column of a mixed row, O: its row of the output. NaN in a
  // condition.
  virtual T cell_mean(const T*, Index) const { return T(0); }
  virtual T draw_cell(const T*, const T*, Index, T, T) const { return T(0); }
};

// columns: of a mixed table; empty for a matrix of numbers without gaps, which uses `likelihood`.
template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features,
                                                    std::span<const Column> columns = {});

}  // namespace vae1
