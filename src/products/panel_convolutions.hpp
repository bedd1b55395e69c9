// The three products of a convolution in single precision, on the layout of PanelProducts: W is
// inputs() x maps in panels of 8 maps.
//
// Each product is made of tiles as those of panel_products.cpp, without a copy of what lies under
// the kernel: a kernel's row covers kernel_width * channels consecutive numbers of the padded
// image.
//   correlate        4 positions x 8 maps; an image is padded once for all panels
//   spread           4 pixels x 8 channels. With a stride s the pixels fall into s * s phases, in
//                    each of which the same taps reach a pixel: s * s convolutions of the maps, by
//                    the taps of a phase, whose panels are made once for all rows. An image of up
//                    to 3 channels, such as a decoder's last, takes sums over lanes instead
//   weight_gradient  4 channels x 8 maps, summed over the positions, image after image. Both sides
//                    are packed first, so that a tap streams through memory
//
// The order of every sum depends only on the shape, so results are equal to the last bit for any
// number of threads.
#pragma once

#include "convolution_shape.hpp"
#include "panel_products.hpp"

namespace vae1 {

struct PanelConvolutions {
  // Floats of working memory for n rows.
  static double scratch_size(const ConvolutionShape& shape, double n, int threads);

  static void correlate(const ConvolutionShape& shape, ConstMatrixView<float> X,
                        const float* weight, const float* bias, MatrixView<float> Y, float* scratch,
                        Team& team);
  static void spread(const ConvolutionShape& shape, ConstMatrixView<float> Y, const float* weight,
                     const float* bias, MatrixView<float> X, float* scratch, Team& team);
  static void weight_gradient(const ConvolutionShape& shape, ConstMatrixView<float> X,
                              ConstMatrixView<float> Y, float* weight, float* scratch, Team& team);
  static void bias_gradient(ConstMatrixView<float> dY, Index channels, float* bias);
};

}  // namespace vae1
