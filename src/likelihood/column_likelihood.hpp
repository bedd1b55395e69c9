// The likelihood of one column of a table, by its kind: a piece of mixed.cpp, which has the
// equations. CONTRIBUTING.md says how to add a kind.
//
// x: a present cell. o: the column's outputs_of() numbers of the decoder's output. s: its
// parameters_of() own parameters, the log-variances of its Gaussians.
#pragma once

#include <memory>

#include "../data/column.hpp"

namespace vae1 {

Index outputs_of(const Column& column);
Index parameters_of(const Column& column);

template <class T>
class ColumnLikelihood {
 public:
  virtual ~ColumnLikelihood() = default;

  // Adds the column's marginal distribution to its outputs' biases.
  virtual void initialise_bias(T* bias) const = 0;
  // -log p(x|z).
  virtual T loss(T x, const T* o, const T* s) const = 0;
  // The same. Overwrites o with weight * do, and ds with weight * ds.
  virtual T backward(T x, T* o, const T* s, T weight, T* ds) const = 0;
  // The centre of p(x|z).
  virtual T mean(const T* o) const = 0;
  // A draw, from a standard normal number and a uniform one on [0, 1).
  virtual T draw(const T* o, const T* s, T normal, T uniform) const = 0;
};

// Null for a condition.
template <class T>
std::unique_ptr<ColumnLikelihood<T>> make_column_likelihood(const Column& column);

}  // namespace vae1
