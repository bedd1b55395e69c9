// The inner loops of panel_convolutions.hpp, which says what the tiles are.
#pragma once

#include "panel_products.hpp"

namespace vae1 {

constexpr Index maps_wide = PanelProducts::panel;
constexpr Index channels_wide = 4;

// What a convolution reads at each place: `count` runs of `length` numbers, `step` apart.
struct Runs {
  Index count, length, step;
};

// Where it reads and writes: height x width places.
struct Grid {
  Index height, width;
  const float* X;
  Index X_row, X_step;  // from one place to that below it, and to the next one
  float* Y;
  Index Y_row, Y_step;
};

// At each place `columns` of 8 numbers: the bias plus what the runs are times the panel.
void convolve(const Grid& grid, Runs runs, const float* weight, const float* bias, Index columns);

// The same for a few columns, which would leave most of a panel empty: sums over lanes of four
// inputs. weight: `columns` times all runs; runs of a multiple of 4.
constexpr Index most_narrow = 3;
void convolve_narrow(const Grid& grid, Runs runs, const float* weight, const float* bias,
                     Index columns);

// dW (4 x 8) += the sum over the places of X (4 channels) times Y (8 maps, one after another).
void add_convolution_gradient(const float* X, Index row_step, Index step, const float* Y,
                              Index height, Index width, float* dW);

}  // namespace vae1
