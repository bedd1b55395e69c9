// The three products of a layer in single precision, on kernels for 128-bit registers.
//
// Weights stay packed for as long as the model lives: panels of 8 columns, each panel its rows one
// after another, so that every kernel streams through memory once and nothing is packed in a step
// but the batch. O is padded to panels of 8 and I to 4 with zeros, whose gradient is 0.
//
// What each kernel holds in the 16 registers:
//   forward          4 rows x 8 columns of Y; per input 2 loads of W, 4 broadcasts of X
//   input_gradient   4 rows x 3 inputs of dX, as sums over lanes of O: no transposed copy of W
//   weight_gradient  4 inputs x 8 columns of dW; per row 2 loads of dY, 4 broadcasts of X
//
// The order of every sum depends on the shapes alone, so that a result is the same to the last
// bit for any number of threads.
//
// Tried, not kept: tiles of 6 x 8 in forward (+0-2 %, but a remainder for most batches), tiles of
// 2 x 4 in input_gradient (30 % slower), Eigen's own products (35-50 % of the kernels' speed).
#pragma once

#include "../parallel/team.hpp"
#include "../training/adam.hpp"
#include "../types.hpp"

namespace vae1 {

struct PanelProducts {
  static constexpr Index panel = 8;

  static Index weight_size(Index in, Index out) { return padded(in, 4) * padded(out, panel); }
  static Index bias_size(Index out) { return padded(out, panel); }
  // Floats of working memory for n rows: X and dY as the kernels read them, one panel of dY for
  // each thread.
  static Index scratch_size(Index n, Index in, Index out, int threads) {
    return n * (padded(in, 4) + padded(out, panel) + panel * threads);
  }

  // Between row-major and packed.
  static void pack(ConstMatrixView<float> W, float* packed);
  static void unpack(const float* packed, MatrixView<float> W);

  // Y = X W + b
  static void forward(ConstMatrixView<float> X, const float* weight, const float* bias,
                      MatrixView<float> Y, Team& team);

  // dX = dY W^T
  static void input_gradient(ConstMatrixView<float> dY, const float* weight, MatrixView<float> dX,
                             float* scratch, Team& team);

  // dW = X^T dY and db = the sum of the rows of dY, packed.
  static void weight_gradient(ConstMatrixView<float> X, ConstMatrixView<float> dY, float* weight,
                              float* bias, float* scratch, Team& team);
  // The same, each piece of the gradient given to the optimiser while it is still in registers,
  // which saves writing it to memory and reading it back.
  static void weight_step(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                          const AdamStep<float>& step, Index weight, Index bias, float* scratch,
                          Team& team);

 private:
  static constexpr Index padded(Index size, Index to) { return (size + to - 1) / to * to; }
};

}  // namespace vae1
