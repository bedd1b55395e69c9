// The three products of a layer in single precision, with kernels for 128-bit registers.
//
// Weights stay packed for the model's lifetime, as panels of 8 columns stored row by row, so that
// every kernel streams through memory once and a step packs only the batch. O is padded with zeros
// to panels of 8, and I to multiples of 4; the padding's gradient is 0.
//
// What the kernels keep in the 16 registers:
//   forward          4 rows x 8 columns of Y; per input 2 loads of W, 4 broadcasts of X
//   weight_gradient  4 inputs x 8 columns of dW; per row 2 loads of dY, 4 broadcasts of X
// input_gradient is forward() on panels of W^T, which are made 8 inputs at a time; making one takes
// as long as 3 rows of the product.
//
// Of a layer whose outputs see only some inputs, a panel is as long as its last output needs, and
// holds 0 where the others see less. input_gradient() leaves out the panels at the front that see
// none of its 8 inputs.
//
// The order of every sum depends only on the shapes and limits, so results are equal to the last
// bit for any number of threads.
//
// Tried and dropped, with times relative to the current code (V8 14, 128-bit multiply-add at 51
// GFLOP/s, a layer of 784 x 400):
//   forward in tiles of 6 x 8                                         0.98-1.00, other remainders
//   input_gradient as sums over lanes of O, tiles of 4 x 3 and 2 x 4  1.4 and 1.8
//   the optimiser applied to each tile of dW while it is in registers 1.5 at batch 32
//   the optimiser's work spread between the rows of the next tile     1.4 at batch 32, 1.3 at 128
//   reading ahead, at each tile, what the optimiser will need          1.0
//   Eigen's own products                                              2-3
#pragma once

#include <algorithm>
#include <cmath>

#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "../types.hpp"
#include "input_limits.hpp"

namespace vae1 {

struct PanelProducts {
  static constexpr Index panel = 8;

  static double weight_size(double in, double out) { return padded(in, 4) * padded(out, panel); }
  static double bias_size(double out) { return padded(out, panel); }
  // Floats of working memory for n rows: packed X, a sum of squares per panel, and per thread a
  // panel of dY and one of dW and db; or per thread a panel of W^T.
  static double scratch_size(double n, double in, double out, int threads) {
    const double for_weights = n * (padded(in, 4) + panel * threads) + padded(out, panel) / panel +
                               (padded(in, 4) + 1) * panel * threads;
    return std::max(for_weights, padded(out, panel) * panel * threads);
  }

  // Convert between row-major and packed.
  static void pack(ConstMatrixView<float> W, float* packed);
  static void unpack(const float* packed, MatrixView<float> W);

  // Sets the weights beyond the limits to 0.
  static void mask(const InputLimits& limits, Index in, float* weight);

  // Y = X W + b for a range of outputs that begins and ends at a panel, or at O.
  static void forward(ConstMatrixView<float> X, const InputLimits& limits, const float* weight,
                      const float* bias, MatrixView<float> Y, OutputRange range, Team& team);

  // dX = dY W^T of the first inputs, as many as dX has columns. in: I.
  static void input_gradient(ConstMatrixView<float> dY, const InputLimits& limits,
                             const float* weight, Index in, MatrixView<float> dX, float* scratch,
                             Team& team);

  // dW = X^T dY, 0 beyond the limits, and db = the sum of the rows of dY, packed. Returns the sum
  // of their squares.
  static double weight_gradient(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                                const InputLimits& limits, float* weight, float* bias,
                                float* scratch, Team& team);
  // The same, but passes each panel of the gradient to the optimiser while it is still in the
  // cache, which saves writing it to memory and reading it back.
  static double weight_step(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                            const InputLimits& limits, const AdamStep<float>& step, Index weight,
                            Index bias, float* scratch, Team& team);

  static constexpr Index padded(Index size, Index to) { return (size + to - 1) / to * to; }
  static double padded(double size, Index to) {
    return std::ceil(size / static_cast<double>(to)) * static_cast<double>(to);
  }
};

}  // namespace vae1
