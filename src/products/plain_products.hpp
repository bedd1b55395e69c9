// The three products of a layer by Eigen, with row-major weights. Used for double precision, and as
// the reference in the tests of PanelProducts.
//
// Both kinds of products store weights (I x O) and biases (1 x O) in their own layout; pack() and
// unpack() convert from and to row-major. Their sizes are doubles, since callers also ask about
// layers too large to create. X n x I, Y n x O.
#pragma once

#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "../types.hpp"

namespace vae1 {

template <class T>
struct PlainProducts {
  static double weight_size(double in, double out) { return in * out; }
  static double bias_size(double out) { return out; }
  static double scratch_size(double, double in, double out, int) { return (in + 1) * out; }

  static void pack(ConstMatrixView<T> W, T* packed) {
    MatrixView<T>(packed, W.rows(), W.cols()) = W;
  }
  static void unpack(const T* packed, MatrixView<T> W) {
    W = ConstMatrixView<T>(packed, W.rows(), W.cols());
  }

  // Y = X W + b
  static void forward(ConstMatrixView<T> X, const T* weight, const T* bias, MatrixView<T> Y,
                      Team&) {
    Y.noalias() = X * ConstMatrixView<T>(weight, X.cols(), Y.cols());
    Y.rowwise() += ConstVectorView<T>(bias, Y.cols()).transpose();
  }

  // dX = dY W^T
  static void input_gradient(ConstMatrixView<T> dY, const T* weight, MatrixView<T> dX, T*, Team&) {
    dX.noalias() = dY * ConstMatrixView<T>(weight, dX.cols(), dY.cols()).transpose();
  }

  // dW = X^T dY, db = the sum of the rows of dY. Returns the sum of their squares.
  static double weight_gradient(ConstMatrixView<T> X, ConstMatrixView<T> dY, T* weight, T* bias, T*,
                                Team&) {
    MatrixView<T> dW(weight, X.cols(), dY.cols());
    VectorView<T> db(bias, dY.cols());
    dW.noalias() = X.transpose() * dY;
    db.noalias() = dY.colwise().sum().transpose();
    return static_cast<double>(dW.squaredNorm()) + static_cast<double>(db.squaredNorm());
  }
  // The same, but applies the optimiser. `weight` and `bias` are offsets in the parameter block.
  static double weight_step(ConstMatrixView<T> X, ConstMatrixView<T> dY, const AdamStep<T>& step,
                            Index weight, Index bias, T* scratch, Team& team) {
    const Index size = X.cols() * dY.cols();
    const double squares = weight_gradient(X, dY, scratch, scratch + size, nullptr, team);
    step.apply(weight, {scratch, size});
    step.apply(bias, {scratch + size, dY.cols()});
    return squares;
  }
};

}  // namespace vae1
