#include "panel_products.hpp"

#include <algorithm>

#include "../math/lanes.hpp"

// V8 replaces a function's first, slow compilation only at its next call: the kernels are called
// once per tile and must not be inlined into a loop that runs for long.
#define VAE1_KERNEL __attribute__((noinline)) void

namespace vae1 {
namespace {

constexpr Index width = PanelProducts::panel;

template <int R>
VAE1_KERNEL forward_tile(const float* X, Index in, const float* weight, const float* bias, float* Y,
                         Index out) {
  Lanes y[R][2];
  for (int r = 0; r < R; ++r) {
    y[r][0] = load(bias);
    y[r][1] = load(bias + 4);
  }
  for (Index i = 0; i < in; ++i, weight += width) {
    const Lanes w0 = load(weight), w1 = load(weight + 4);
    for (int r = 0; r < R; ++r) {
      const Lanes x = splat(X[r * in + i]);
      y[r][0] = multiply_add(x, w0, y[r][0]);
      y[r][1] = multiply_add(x, w1, y[r][1]);
    }
  }
  for (int r = 0; r < R; ++r) {
    store(Y + r * out, y[r][0]);
    store(Y + r * out + 4, y[r][1]);
  }
}

// R rows of dY and C neighbouring rows of W, both along O. panels: of W; stride: from a panel to
// the next.
template <int R, int C>
VAE1_KERNEL input_gradient_tile(const float* dY, Index out, Index panels, const float* weight,
                                Index stride, float* dX, Index in) {
  Lanes x[R][C];
  for (auto& row : x)
    for (auto& lanes : row) lanes = splat(0);
  for (Index p = 0; p < panels; ++p, weight += stride, dY += width) {
    for (int half = 0; half < 2; ++half) {
      Lanes w[C];
      for (int c = 0; c < C; ++c) w[c] = load(weight + c * width + half * 4);
      for (int r = 0; r < R; ++r) {
        const Lanes y = load(dY + r * out + half * 4);
        for (int c = 0; c < C; ++c) x[r][c] = multiply_add(y, w[c], x[r][c]);
      }
    }
  }
  for (int r = 0; r < R; ++r)
    for (int c = 0; c < C; ++c) dX[r * in + c] = sum(x[r][c]);
}

// X: n x 4 and dY: n x 8, packed. use(offset, gradient) takes 4 values of the packed dW.
template <class Use>
VAE1_KERNEL weight_gradient_tile(const float* X, const float* dY, Index n, Index offset,
                                 const Use& use) {
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
    use(offset + i * width, w[i][0]);
    use(offset + i * width + 4, w[i][1]);
  }
}

template <class Use>
VAE1_KERNEL bias_gradient_tile(const float* dY, Index n, Index offset, const Use& use) {
  Lanes b0 = splat(0), b1 = splat(0);
  for (Index r = 0; r < n; ++r, dY += width) {
    b0 += load(dY);
    b1 += load(dY + 4);
  }
  use(offset, b0);
  use(offset + 4, b1);
}

// Columns first ... first + count - 1 of `matrix` as `to` columns, those beyond its edge zero.
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

double multiply_adds(Index n, Index in, Index out) {
  return static_cast<double>(n) * static_cast<double>(in) * static_cast<double>(out);
}

template <class Use>
void weight_gradient(ConstMatrixView<float> X, ConstMatrixView<float> dY, Index weight, Index bias,
                     float* scratch, Team& team, const Use& use) {
  const Index n = X.rows(), in = X.cols(), out = dY.cols();
  const Index groups = (in + 3) / 4, panels = (out + width - 1) / width;
  const double cost = multiply_adds(n, in, out);
  float* packed_X = scratch;
  team.share(groups, cost, [&](Index first, Index last, int) {
    for (Index g = first; g < last; ++g) pack_columns(X, g * 4, 4, packed_X + g * 4 * n);
  });
  team.share(panels, cost, [&](Index first, Index last, int member) {
    float* packed_dY = scratch + (groups * 4 + member * width) * n;
    for (Index p = first; p < last; ++p) {
      pack_columns(dY, p * width, width, packed_dY);
      bias_gradient_tile(packed_dY, n, bias + p * width, use);
      for (Index g = 0; g < groups; ++g)
        weight_gradient_tile(packed_X + g * 4 * n, packed_dY, n,
                             weight + (p * groups + g) * 4 * width, use);
    }
  });
}

// One panel of Y.
void forward_panel(ConstMatrixView<float> X, const float* weight, const float* bias,
                   MatrixView<float> Y, Index column) {
  const Index n = X.rows(), in = X.cols(), out = Y.cols();
  const Index columns = std::min(width, out - column);
  for (Index row = 0, rows; row < n; row += rows) {
    rows = n - row >= 4 ? 4 : 1;
    const auto tile = rows == 4 ? forward_tile<4> : forward_tile<1>;
    const float* x = X.data() + row * in;
    float* y = Y.data() + row * out + column;
    if (columns == width) {
      tile(x, in, weight, bias, y, out);
    } else {  // the last panel is wider than what is left of Y
      float whole[4 * width];
      tile(x, in, weight, bias, whole, width);
      for (Index r = 0; r < rows; ++r) std::copy_n(whole + r * width, columns, y + r * out);
    }
  }
}

}  // namespace

void PanelProducts::pack(ConstMatrixView<float> W, float* packed) {
  std::fill_n(packed, weight_size(W.rows(), W.cols()), 0.0F);
  const Index stride = padded(W.rows(), 4) * panel;
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

void PanelProducts::forward(ConstMatrixView<float> X, const float* weight, const float* bias,
                            MatrixView<float> Y, Team& team) {
  const Index stride = padded(X.cols(), 4) * panel, panels = padded(Y.cols(), panel) / panel;
  team.share(panels, multiply_adds(X.rows(), X.cols(), Y.cols()),
             [&](Index first, Index last, int) {
               for (Index p = first; p < last; ++p)
                 forward_panel(X, weight + p * stride, bias + p * panel, Y, p * panel);
             });
}

void PanelProducts::input_gradient(ConstMatrixView<float> dY, const float* weight,
                                   MatrixView<float> dX, float* scratch, Team& team) {
  const Index n = dY.rows(), in = dX.cols(), panels = padded(dY.cols(), panel) / panel;
  const Index stride = padded(in, 4) * panel, out = panels * panel;
  const float* y = dY.data();
  if (dY.cols() != out) {  // the tiles read whole panels
    pack_columns(dY, 0, out, scratch);
    y = scratch;
  }
  const auto inputs = [&](Index i, auto four_rows, auto one_row) {
    Index row = 0;
    for (; row + 4 <= n; row += 4)
      four_rows(y + row * out, out, panels, weight + i * panel, stride, dX.data() + row * in + i,
                in);
    for (; row < n; ++row)
      one_row(y + row * out, out, panels, weight + i * panel, stride, dX.data() + row * in + i, in);
  };
  team.share((in + 2) / 3, multiply_adds(n, in, out), [&](Index first, Index last, int) {
    Index i = 3 * first;
    const Index end = std::min(3 * last, in);
    for (; i + 3 <= end; i += 3) inputs(i, input_gradient_tile<4, 3>, input_gradient_tile<1, 3>);
    for (; i < end; ++i) inputs(i, input_gradient_tile<4, 1>, input_gradient_tile<1, 1>);
  });
}

void PanelProducts::weight_gradient(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                                    float* weight, float* bias, float* scratch, Team& team) {
  const Index to_bias = bias - weight;  // both lie in one block
  vae1::weight_gradient(X, dY, 0, to_bias, scratch, team, [weight](Index offset, Lanes gradient) {
    store(weight + offset, gradient);
  });
}

void PanelProducts::weight_step(ConstMatrixView<float> X, ConstMatrixView<float> dY,
                                const AdamStep<float>& step, Index weight, Index bias,
                                float* scratch, Team& team) {
  vae1::weight_gradient(X, dY, weight, bias, scratch, team,
                        [&step](Index offset, Lanes gradient) { step.apply(offset, gradient); });
}

}  // namespace vae1
