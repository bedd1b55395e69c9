// The three products of a convolution, position by position. Used for double precision, and as the
// reference in the tests of PanelConvolutions.
//
// X n x image_size(), Y n x maps_size(); ConvolutionShape has the rest. Weights and biases are in
// the layout of the matrix products of the same precision. A transposed convolution is spread()
// forwards and correlate() backwards.
#pragma once

#include "convolution_shape.hpp"
#include "plain_products.hpp"

namespace vae1 {

template <class T>
struct PlainConvolutions {
  static double scratch_size(const ConvolutionShape&, double, int) { return 0; }

  // Y = the convolution of X, plus a bias by map unless it is null.
  static void correlate(const ConvolutionShape& shape, ConstMatrixView<T> X, const T* weight,
                        const T* bias, MatrixView<T> Y, T*, Team&) {
    const ConstMatrixView<T> W(weight, shape.inputs(), shape.maps);
    set(Y, bias, shape.maps);
    each_tap(shape, X.rows(), [&](Index row, Index pixel, Index place, Index input) {
      for (Index c = 0; c < shape.channels; ++c)
        for (Index o = 0; o < shape.maps; ++o)
          Y(row, place + o) += X(row, pixel + c) * W(input + c, o);
    });
  }

  // X = the transposed convolution of Y, plus a bias by channel unless it is null.
  static void spread(const ConvolutionShape& shape, ConstMatrixView<T> Y, const T* weight,
                     const T* bias, MatrixView<T> X, T*, Team&) {
    const ConstMatrixView<T> W(weight, shape.inputs(), shape.maps);
    set(X, bias, shape.channels);
    each_tap(shape, Y.rows(), [&](Index row, Index pixel, Index place, Index input) {
      for (Index c = 0; c < shape.channels; ++c)
        for (Index o = 0; o < shape.maps; ++o)
          X(row, pixel + c) += Y(row, place + o) * W(input + c, o);
    });
  }

  // dW = the sum over the rows and positions of what X is under the kernel, times Y: of a
  // convolution, dY; of a transposed one X is its dY, and Y its input.
  static void weight_gradient(const ConvolutionShape& shape, ConstMatrixView<T> X,
                              ConstMatrixView<T> Y, T* weight, T*, Team&) {
    MatrixView<T> dW(weight, shape.inputs(), shape.maps);
    dW.setZero();
    each_tap(shape, X.rows(), [&](Index row, Index pixel, Index place, Index input) {
      for (Index c = 0; c < shape.channels; ++c)
        for (Index o = 0; o < shape.maps; ++o)
          dW(input + c, o) += X(row, pixel + c) * Y(row, place + o);
    });
  }

  // db = the sum over the rows and positions of dY, whose channels are last.
  static void bias_gradient(ConstMatrixView<T> dY, Index channels, T* bias) {
    VectorView<T> db(bias, channels);
    db.setZero();
    for (Index at = 0; at < dY.size(); at += channels)
      db += ConstVectorView<T>(dY.data() + at, channels);
  }

 private:
  static void set(MatrixView<T> out, const T* bias, Index channels) {
    for (Index at = 0; at < out.size(); ++at) out.data()[at] = bias ? bias[at % channels] : T(0);
  }
  // Calls use(row, pixel, place, input) for every pixel of the image under a tap of the kernel: the
  // first of its channels, of the maps at the kernel's position, and of the tap's rows of W.
  template <class Use>
  static void each_tap(const ConvolutionShape& shape, Index rows, const Use& use) {
    for (Index row = 0; row < rows; ++row)
      for (Index p = 0; p < shape.positions(); ++p)
        for (Index tap = 0; tap < shape.taps(); ++tap) {
          const Index y =
              p / shape.map_width() * shape.stride + tap / shape.kernel_width - shape.top;
          const Index x =
              p % shape.map_width() * shape.stride + tap % shape.kernel_width - shape.left;
          if (y < 0 || x < 0 || y >= shape.height || x >= shape.width) continue;
          use(row, (y * shape.width + x) * shape.channels, p * shape.maps, tap * shape.channels);
        }
  }
};

}  // namespace vae1
