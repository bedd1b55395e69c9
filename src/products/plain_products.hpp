// The three products of a layer by Eigen, with row-major weights. Used for double precision, and as
// the reference in the tests of PanelProducts.
//
// Both kinds of products store weights (I x O) and biases (1 x O) in their own layout; pack() and
// unpack() convert from and to row-major. Their sizes are doubles, since callers also ask about
// layers too large to create. X n x I, Y n x O.
//
// All take the limits of the inputs that each output sees. Adam moves even a weight whose gradient
// is always 0 (adam.cpp says why), so after a step mask() makes those beyond the limits 0 again.
#pragma once

#include <algorithm>

#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "../types.hpp"
#include "input_limits.hpp"

namespace vae1 {

template <class T>
struct PlainProducts {
  static constexpr Index panel = 1;

  static double weight_size(double in, double out) { return in * out; }
  static double bias_size(double out) { return out; }
  static double scratch_size(double, double in, double out, int) { return (in + 1) * out; }

  static void pack(ConstMatrixView<T> W, T* packed) {
    MatrixView<T>(packed, W.rows(), W.cols()) = W;
  }
  static void unpack(const T* packed, MatrixView<T> W) {
    W = ConstMatrixView<T>(packed, W.rows(), W.cols());
  }

  // Sets the weights beyond the limits to 0.
  static void mask(const InputLimits& limits, Index in, T* weight) {
    vae1::mask(limits, MatrixView<T>(weight, in, limits.outputs()));
  }

  // Y = X W + b for a range of outputs.
  static void forward(ConstMatrixView<T> X, const InputLimits& limits, const T* weight,
                      const T* bias, MatrixView<T> Y, OutputRange range, Team&) {
    const ConstMatrixView<T> W(weight, X.cols(), Y.cols());
    limits.each_group([&](Index begin, Index outputs, Index inputs) {
      const Index first = std::max(begin, range.first);
      const Index count = std::min(begin + outputs, range.last) - first;
      if (count > 0)
        Y.middleCols(first, count).noalias() =
            X.leftCols(inputs) * W.block(0, first, inputs, count);
    });
    const Index count = range.last - range.first;
    Y.middleCols(range.first, count).rowwise() +=
        ConstVectorView<T>(bias + range.first, count).transpose();
  }

  // dX = dY W^T of the first inputs, as many as dX has columns. in: I.
  static void input_gradient(ConstMatrixView<T> dY, const InputLimits& limits, const T* weight,
                             Index in, MatrixView<T> dX, T*, Team&) {
    const ConstMatrixView<T> W(weight, in, dY.cols());
    dX.setZero();
    limits.each_group([&](Index first, Index outputs, Index seen) {
      const Index inputs = std::min(seen, dX.cols());
      dX.leftCols(inputs).noalias() +=
          dY.middleCols(first, outputs) * W.block(0, first, inputs, outputs).transpose();
    });
  }

  // dW = X^T dY, 0 beyond the limits; db = the sum of the rows of dY. Returns the sum of their
  // squares.
  static double weight_gradient(ConstMatrixView<T> X, ConstMatrixView<T> dY,
                                const InputLimits& limits, T* weight, T* bias, T*, Team&) {
    MatrixView<T> dW(weight, X.cols(), dY.cols());
    VectorView<T> db(bias, dY.cols());
    dW.setZero();
    limits.each_group([&](Index first, Index outputs, Index inputs) {
      dW.block(0, first, inputs, outputs).noalias() =
          X.leftCols(inputs).transpose() * dY.middleCols(first, outputs);
    });
    db.noalias() = dY.colwise().sum().transpose();
    return static_cast<double>(dW.squaredNorm()) + static_cast<double>(db.squaredNorm());
  }
  // The same, but applies the optimiser. `weight` and `bias` are offsets in the parameter block.
  static double weight_step(ConstMatrixView<T> X, ConstMatrixView<T> dY, const InputLimits& limits,
                            const AdamStep<T>& step, Index weight, Index bias, T* scratch,
                            Team& team) {
    const Index size = X.cols() * dY.cols();
    const double squares = weight_gradient(X, dY, limits, scratch, scratch + size, nullptr, team);
    step.apply(weight, {scratch, size});
    step.apply(bias, {scratch + size, dY.cols()});
    return squares;
  }
};

}  // namespace vae1
