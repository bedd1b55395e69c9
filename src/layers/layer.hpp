// The contract of a layer, Y = f(X), X n x in, Y n x out. CONTRIBUTING.md says how to add one.
//
// It is made from a LayerSpec and then knows its sizes. place() gives it its part of the block of
// all parameters, and reserve() the memory of its output and of its backward pass.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "../math/packs.hpp"
#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "parameters.hpp"

namespace vae1 {

// Where the gradient of the parameters goes: to a block like theirs, or, if there is one, to a step
// of the optimiser, which applies it at once.
template <class T>
struct GradientUse {
  T* block = nullptr;
  const AdamStep<T>* step = nullptr;

  // Hands a gradient over, in the layout of the block from `offset` on. Returns the sum of its
  // squares.
  double take(Index offset, ConstVectorView<T> gradient) const {
    if (step != nullptr) return step->apply(offset, gradient);
    std::copy_n(gradient.data(), gradient.size(), block + offset);
    return sum_of_squares(gradient.data(), gradient.size());
  }
};

template <class T>
class Layer {
 public:
  Layer(double in, double out) : in_(in), out_(out) {}
  virtual ~Layer() = default;

  // Sizes in numbers; doubles, since callers also ask about layers too large to create.
  double in() const { return in_; }
  double out() const { return out_; }
  // Those of its tensors, with the zeros of masked weights.
  virtual double parameters() const { return 0; }
  virtual double stored() const { return 0; }  // in the block, with padding
  // What reserve(rows) takes; and working memory, which all layers share.
  virtual double workspace(double rows) const { return rows * out(); }
  virtual double scratch(double, int) const { return 0; }

  virtual void place(ParameterLayout&, const std::string&) {}
  // Finite from the start: kernels read masked inputs too, and multiply them by 0.
  virtual void reserve(Index rows) { output_.setZero(rows, static_cast<Index>(out())); }
  // `row` gives each layer its own random numbers.
  virtual void initialise(T*, std::uint64_t, std::uint64_t) const {}
  // What is added to each output; empty if nothing is, or not to each by itself.
  virtual std::span<T> bias(T*) const { return {}; }

  // Whether backward() reads output(). The last layer of a network's halves must not, because what
  // follows writes over it.
  virtual bool reads_output() const { return false; }

  MatrixView<T> output(Index n) { return {output_.data(), n, output_.cols()}; }
  // Whether backward() can write the gradient of some first columns of X. Otherwise it writes all
  // or none.
  virtual bool leads() const { return false; }

  // Computes output(n). scratch: the shared working memory.
  virtual void forward(const T* block, ConstMatrixView<T> X, T* scratch, Team& team) = 0;
  // Computes at least the outputs first ... last - 1, and keeps the others, or computes them anew.
  // backward() must not follow.
  virtual void forward_outputs(const T* block, ConstMatrixView<T> X, Index, Index, T* scratch,
                               Team& team) {
    forward(block, X, scratch, team);
  }
  // Call it after forward() on the same X. Overwrites dY (n x out) if it reads its output. First
  // writes the gradient of X's first columns, as many as dX has (n x 0 ... in; leads()), then hands
  // over that of the parameters. Returns the sum of its squares.
  virtual double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, MatrixView<T> dX,
                          T* scratch, Team& team, const GradientUse<T>& use) = 0;

 private:
  double in_, out_;
  Matrix<T> output_;
};

}  // namespace vae1
