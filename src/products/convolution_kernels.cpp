#include "convolution_kernels.hpp"

#include <algorithm>
#include <iterator>

#include "../math/multiply_add.hpp"
#include "kernel.hpp"

namespace vae1 {
namespace {

constexpr Index tile_rows = 4;

// C columns at four places; writes those of the first `rows`.
template <int C>
VAE1_KERNEL narrow_tile(const float* const* X, Index rows, Runs runs, const float* weight,
                        const float* bias, float* const* Y) {
  const float *x[tile_rows], *w[C];
  Lanes y[tile_rows][C];
  for (int r = 0; r < tile_rows; ++r) {
    x[r] = X[r];
    for (int c = 0; c < C; ++c) y[r][c] = splat(0);
  }
  for (int c = 0; c < C; ++c) w[c] = weight + c * runs.count * runs.length;
  for (Index run = 0; run < runs.count; ++run) {
    for (Index i = 0; i < runs.length; i += 4) {
      Lanes of_column[C];
      for (int c = 0; c < C; ++c) of_column[c] = load(w[c] + i);
      for (int r = 0; r < tile_rows; ++r) {
        const Lanes of_row = load(x[r] + i);
        for (int c = 0; c < C; ++c) y[r][c] = multiply_add(of_row, of_column[c], y[r][c]);
      }
    }
    for (int c = 0; c < C; ++c) w[c] += runs.length;
    for (int r = 0; r < tile_rows; ++r) x[r] += runs.step;
  }
  for (Index r = 0; r < rows; ++r)
    for (int c = 0; c < C; ++c) Y[r][c] = bias[c] + sum(y[r][c]);
}

// Calls use(places, their X, their Y) for up to four places at a time.
template <class Use>
void each_four(const Grid& grid, const Use& use) {
  const float* x[tile_rows];
  float* y[tile_rows];
  Index row = 0, column = 0, rows = 0;
  for (Index left = grid.height * grid.width; left > 0; left -= rows) {
    rows = std::min(tile_rows, left);
    for (Index r = 0; r < rows; ++r) {
      x[r] = grid.X + row * grid.X_row + column * grid.X_step;
      y[r] = grid.Y + row * grid.Y_row + column * grid.Y_step;
      if (++column == grid.width) column = 0, ++row;
    }
    for (Index r = rows; r < tile_rows; ++r) x[r] = x[0];
    use(rows, x, y);
  }
}

// R places.
template <int R>
VAE1_KERNEL convolution_tile(const float* const* X, Runs runs, const float* weight,
                             const float* bias, float* const* Y) {
  const float* x[R];
  Lanes y[R][2];
  for (int r = 0; r < R; ++r) {
    x[r] = X[r];
    y[r][0] = load(bias);
    y[r][1] = load(bias + 4);
  }
  for (Index run = 0; run < runs.count; ++run) {
    for (Index i = 0; i < runs.length; ++i, weight += maps_wide) {
      const Lanes w0 = load(weight), w1 = load(weight + 4);
      for (int r = 0; r < R; ++r) {
        const Lanes of_row = splat(x[r][i]);
        y[r][0] = multiply_add(of_row, w0, y[r][0]);
        y[r][1] = multiply_add(of_row, w1, y[r][1]);
      }
    }
    for (int r = 0; r < R; ++r) x[r] += runs.step;
  }
  for (int r = 0; r < R; ++r) {
    store(Y[r], y[r][0]);
    store(Y[r] + 4, y[r][1]);
  }
}

}  // namespace

void convolve(const Grid& grid, Runs runs, const float* weight, const float* bias, Index columns) {
  constexpr decltype(&convolution_tile<1>) tiles[] = {convolution_tile<1>, convolution_tile<2>,
                                                      convolution_tile<3>, convolution_tile<4>};
  float *whole[tile_rows], wider[tile_rows * maps_wide];
  for (Index r = 0; r < tile_rows; ++r) whole[r] = wider + r * maps_wide;
  each_four(grid, [&](Index rows, const float* const* x, float* const* y) {
    tiles[rows - 1](x, runs, weight, bias, columns == maps_wide ? y : whole);
    if (columns < maps_wide)
      for (Index r = 0; r < rows; ++r) std::copy_n(whole[r], columns, y[r]);
  });
}

void convolve_narrow(const Grid& grid, Runs runs, const float* weight, const float* bias,
                     Index columns) {
  constexpr decltype(&narrow_tile<1>) tiles[] = {narrow_tile<1>, narrow_tile<2>, narrow_tile<3>};
  static_assert(std::size(tiles) == most_narrow);
  each_four(grid, [&](Index rows, const float* const* x, float* const* y) {
    tiles[columns - 1](x, rows, runs, weight, bias, y);
  });
}

VAE1_KERNEL add_convolution_gradient(const float* X, Index row_step, Index step, const float* Y,
                                     Index height, Index width, float* dW) {
  Lanes w[channels_wide][2];
  for (int i = 0; i < channels_wide; ++i) {
    w[i][0] = load(dW + i * maps_wide);
    w[i][1] = load(dW + i * maps_wide + 4);
  }
  for (Index row = 0; row < height; ++row, X += row_step) {
    const float* x = X;
    for (Index column = 0; column < width; ++column, x += step, Y += maps_wide) {
      const Lanes y0 = load(Y), y1 = load(Y + 4);
      for (int i = 0; i < channels_wide; ++i) {
        const Lanes of_channel = splat(x[i]);
        w[i][0] = multiply_add(of_channel, y0, w[i][0]);
        w[i][1] = multiply_add(of_channel, y1, w[i][1]);
      }
    }
  }
  for (int i = 0; i < channels_wide; ++i) {
    store(dW + i * maps_wide, w[i][0]);
    store(dW + i * maps_wide + 4, w[i][1]);
  }
}

}  // namespace vae1
