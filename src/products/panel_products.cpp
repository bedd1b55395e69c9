#include "panel_products.hpp"

#include <algorithm>

#include "../math/multiply_add.hpp"
#include "../math/packs.hpp"
#include "kernel.hpp"

namespace vae1 {
namespace {

constexpr Index width = PanelProducts::panel;
constexpr Index padded(Index size, Index to) { return PanelProducts::padded(size, to); }

// R rows of Y, one panel wide, from the first `in` columns of X. Rows of X and Y are `X_step` and
// `Y_step` apart.
template <int R>
VAE1_KERNEL forward_tile(const float* X, Index X_step, Index in, const float* weight,
                         const float* bias, float* Y, Index Y_step) {
  Lanes y[R][2];
  for (int r = 0; r < R; ++r) {
    y[r][0] = load(bias);
    y[r][1] = load(bias + 4);
  }
  for (Index i = 0; i < in; ++i, weight += width) {
    const Lanes w0 = load(weight), w1 = load(weight + 4);
    for (int r = 0; r < R; ++r) {
      const Lanes x = splat(X[r * X_step + i]);
      y[r][0] = multiply_add(x, w0, y[r][0]);
      y[r][1] = multiply_add(x, w1, y[r][1]);
    }
  }
  for (int r = 0; r < R; ++r) {
    store(Y + r * Y_step, y[r][0]);
    store(Y + r * Y_step + 4, y[r][1]);
  }
}

// X: n x 4 and dY: n x 8, packed. dW: 4 x 8.
VAE1_KERNEL weight_gradient_tile(const float* X, const float* dY, Index n, float* dW) {
  Lanes w[4][2];
  for (auto& row : w) row[0] = row[1] = splat(0);
  for (Index r = 0; r < n; ++r, X += 4, dY += width) {
    const Lanes y0 = load(dY), y1 = load(dY + 4);
    for (int i = 0; i < 4; ++i) {
      const Lanes x = splat(X[i]);
      w[i][0] = multiply_add(x, y0, w[i][0]);
      w[i][1] = multiply_add(x, y1, w[i][1]);
    }
  }
  for (int i = 0; i < 4; ++i) {
    store(dW + i * width, w[i][0]);
    store(dW + i * width + 4, w[i][1]);
  }
}

// dY: n x 8, packed. db: 8.
VAE1_KERNEL bias_gradient_tile(const float* dY, Index n, float* db) {
  Lanes b0 = splat(0), b1 = splat(0);
  for (Index r = 0; r < n; ++r, dY += width) {
    b0 += load(dY);
    b1 += load(dY + 4);
  }
  store(db, b0);
  store(db + 4, b1);
}

// Transposes four rows of a panel, 4 x 8, into columns 0 ... 3 of the 8 of `to`.
void transpose_rows(const float* rows, float* to) {
  for (int half = 0; half < 2; ++half, rows += 4, to += 4 * width) {
    const Lanes a = load(rows), b = load(rows + width), c = load(rows + 2 * width),
                d = load(rows + 3 * width);
    const Lanes ab0 = __builtin_shufflevector(a, b, 0, 4, 1, 5);
    const Lanes ab1 = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    const Lanes cd0 = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    const Lanes cd1 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    store(to, __builtin_shufflevector(ab0, cd0, 0, 1, 4, 5));
    store(to + width, __builtin_shufflevector(ab0, cd0, 2, 3, 6, 7));
    store(to + 2 * width, __builtin_shufflevector(ab1, cd1, 0, 1, 4, 5));
    store(to + 3 * width, __builtin_shufflevector(ab1, cd1, 2, 3, 6, 7));
  }
}

// Makes a panel of W^T: inputs `first` ... `first` + 7 of W (I x O) as 8 columns, its outputs as
// rows, including W's padding. Does not write beyond the last four inputs.
VAE1_KERNEL transpose_panel(const float* weight, Index in, Index out, Index first, float* panel) {
  const Index stride = padded(in, 4) * width;
  const bool whole = first + 4 < in;
  weight += first * width;
  for (Index o = 0; o < out; o += width, weight += stride, panel += width * width) {
    transpose_rows(weight, panel);
    if (whole) transpose_rows(weight + 4 * width, panel + 4);
  }
}

// Packs columns from `first` on of `matrix` as `to` columns, with zeros beyond its edge.
VAE1_KERNEL pack_columns(ConstMatrixView<float> matrix, Index first, Index to, float* packed) {
  const Index count = std::min(to, matrix.cols() - first);
  const float* row = matrix.data() + first;
  for (Index r = 0; r < matrix.rows(); ++r, row += matrix.cols(), packed += to) {
    if (count == 4 || count == 8) {
      store(packed, load(row));
      if (count == 8) store(packed + 4, load(row + 4));
    } else {
      std::copy_n(row, count, packed);
    }
    std::fill(packed + count, packed + to, 0.0F);
  }
}

double multiply_adds(Index n, const InputLimits& limits) {
  return static_cast<double>(n) * limits.weights();
}

// How many inputs a panel has: as many as its last output sees.
Index length_of(Index p, const InputLimits& limits) {
  return limits.of(std::min((p + 1) * width, limits.outputs()) - 1);
}

// Sets what the first `rows` inputs of panel p have beyond the limits to 0.
void mask_panel(Index p, const InputLimits& limits, Index rows, float* weight) {
  const Index first = p * width, length = length_of(p, limits);
  std::fill(weight + length * width, weight + rows * width, 0.0F);
  // An input that one output does not see, those before do not see either.
  const Index end = std::min(width, limits.outputs() - first);
  for (Index i = limits.of(first); i < length; ++i)
    for (Index c = 0; c < end && limits.of(first + c) <= i; ++c) weight[i * width + c] = 0;
}

// Computes dW and db, a panel at a time. place(p, member) says where to write panel p; then take(p,
// gradient) returns the sum of its squares. Returns the total, in the order of the panels.
struct PanelGradient {
  float *weight, *bias;
  Index rows = 0;  // how many inputs of `weight` were computed
};
template <class Place, class Take>
double weight_gradient(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                       const InputLimits& limits, float* scratch, Team& team, const Place& place,
                       const Take& take) {
  const Index n = X.rows(), in = X.cols(), out = dY.cols();
  const Index groups = padded(in, 4) / 4, panels = padded(out, width) / width;
  const double cost = multiply_adds(n, limits);
  float* packed_X = scratch;
  float* squares = packed_X + (groups * 4 + team.size() * width) * n;
  team.share(groups, cost, [&](Index first, Index last, int) {
    for (Index g = first; g < last; ++g) pack_columns(X, g * 4, 4, packed_X + g * 4 * n);
  });
  team.share(panels, cost, [&](Index first, Index last, int member) {
    float* packed_dY = scratch + (groups * 4 + member * width) * n;
    for (Index p = first; p < last; ++p) {
      pack_columns(dY, p * width, width, packed_dY);
      PanelGradient to = place(p, member);
      to.rows = padded(length_of(p, limits), 4);
      bias_gradient_tile(packed_dY, n, to.bias);
      for (Index i = 0; i < to.rows; i += 4)
        weight_gradient_tile(packed_X + i * n, packed_dY, n, to.weight + i * width);
      mask_panel(p, limits, to.rows, to.weight);
      squares[p] = static_cast<float>(take(p, to));
    }
  });
  double total = 0;
  for (Index p = 0; p < panels; ++p) total += static_cast<double>(squares[p]);
  return total;
}

// Columns of a row-major matrix.
struct Columns {
  const float* first;
  Index rows, step, count;
};

// Computes the columns of Y = X W + b from `column` on, from one panel of W.
void forward_panel(const Columns& X, const float* weight, const float* bias, MatrixView<float> Y,
                   Index column) {
  constexpr decltype(&forward_tile<1>) tiles[] = {forward_tile<1>, forward_tile<2>, forward_tile<3>,
                                                  forward_tile<4>};
  const Index n = X.rows, out = Y.cols();
  const Index columns = std::min(width, out - column);
  for (Index row = 0, rows; row < n; row += rows) {
    rows = std::min<Index>(4, n - row);
    const auto tile = tiles[rows - 1];
    const float* x = X.first + row * X.step;
    float* y = Y.data() + row * out + column;
    if (columns == width) {
      tile(x, X.step, X.count, weight, bias, y, out);
    } else {  // the last panel is wider than the rest of Y
      float whole[4 * width];
      tile(x, X.step, X.count, weight, bias, whole, width);
      for (Index r = 0; r < rows; ++r) std::copy_n(whole + r * width, columns, y + r * out);
    }
  }
}

}  // namespace

void PanelProducts::pack(ConstMatrixView<float> W, float* packed) {
  const Index stride = padded(W.rows(), 4) * panel;
  std::fill_n(packed, stride * padded(W.cols(), panel) / panel, 0.0F);
  for (Index i = 0; i < W.rows(); ++i)
    for (Index o = 0; o < W.cols(); ++o)
      packed[o / panel * stride + i * panel + o % panel] = W(i, o);
}

void PanelProducts::unpack(const float* packed, MatrixView<float> W) {
  const Index stride = padded(W.rows(), 4) * panel;
  for (Index i = 0; i < W.rows(); ++i)
    for (Index o = 0; o < W.cols(); ++o)
      W(i, o) = packed[o / panel * stride + i * panel + o % panel];
}

void PanelProducts::mask(const InputLimits& limits, Index in, float* weight) {
  const Index stride = padded(in, 4) * panel, panels = padded(limits.outputs(), panel) / panel;
  for (Index p = 0; p < panels; ++p) mask_panel(p, limits, in, weight + p * stride);
}

void PanelProducts::forward(ConstMatrixView<float> X, const InputLimits& limits,
                            const float* weight, const float* bias, MatrixView<float> Y,
                            OutputRange range, Team& team) {
  const Index stride = padded(X.cols(), 4) * panel, begin = range.first / panel;
  const Index panels = padded(range.last, panel) / panel - begin;
  const double share = static_cast<double>(panels * panel) / static_cast<double>(Y.cols());
  team.share(panels, share * multiply_adds(X.rows(), limits), [&](Index first, Index last, int) {
    for (Index p = begin + first; p < begin + last; ++p)
      forward_panel({X.data(), X.rows(), X.cols(), length_of(p, limits)}, weight + p * stride,
                    bias + p * panel, Y, p * panel);
  });
}

void PanelProducts::input_gradient(ConstMatrixView<float> dY, const InputLimits& limits,
                                   const float* weight, Index in, MatrixView<float> dX,
                                   float* scratch, Team& team) {
  static constexpr float no_bias[width] = {};
  const Index leading = dX.cols(), out = dY.cols();
  const Index stride = padded(in, 4), size = padded(out, width) * width;
  const double share = static_cast<double>(leading) / static_cast<double>(in);
  team.share(padded(leading, width) / width, share * multiply_adds(dY.rows(), limits),
             [&](Index first, Index last, int member) {
               float* transposed = scratch + member * size;
               for (Index p = first; p < last; ++p) {
                 // Outputs from the panel on that has the first one to see these inputs.
                 const Index from = limits.first_to_see(p * width) / width * width;
                 transpose_panel(weight + from * stride, in, out - from, p * width, transposed);
                 forward_panel({dY.data() + from, dY.rows(), out, out - from}, transposed, no_bias,
                               dX, p * width);
               }
             });
}

double PanelProducts::weight_gradient(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                                      const InputLimits& limits, float* weight, float* bias,
                                      float* scratch, Team& team) {
  const Index rows = padded(X.cols(), 4);
  const auto place = [&](Index p, int) {
    return PanelGradient{weight + p * rows * panel, bias + p * panel};
  };
  const auto squares = [&](Index, PanelGradient gradient) {
    const Index computed = gradient.rows * panel;
    std::fill(gradient.weight + computed, gradient.weight + rows * panel, 0.0F);
    return sum_of_squares(gradient.weight, computed) + sum_of_squares(gradient.bias, panel);
  };
  return vae1::weight_gradient(X, dY, limits, scratch, team, place, squares);
}

double PanelProducts::weight_step(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                                  const InputLimits& limits, const AdamStep<float>& step,
                                  Index weight, Index bias, float* scratch, Team& team) {
  const Index inputs = padded(X.cols(), 4), stride = inputs * panel;
  float* gradients =
      scratch + X.rows() * (inputs + team.size() * panel) + padded(dY.cols(), panel) / panel;
  return vae1::weight_gradient(
      X, dY, limits, scratch, team,
      [&](Index, int member) {
        float* gradient = gradients + member * (stride + panel);
        return PanelGradient{gradient, gradient + stride};
      },
      [&](Index p, PanelGradient gradient) {
        return step.apply(weight + p * stride, {gradient.weight, gradient.rows * panel}) +
               step.apply(bias + p * panel, {gradient.bias, panel});
      });
}

}  // namespace vae1
