#include "posterior.hpp"

namespace vae1 {

template <class T>
void sample_posterior(ConstMatrixView<T> head, ConstMatrixView<T> noise, MatrixView<T> z) {
  const Index latent = z.cols();
  const auto mean = head.leftCols(latent).array();
  const auto log_variance = head.rightCols(latent).array();
  z.array() = mean + (log_variance * T(0.5)).exp() * noise.array();
}

template <class T>
void posterior_kl(ConstMatrixView<T> head, double* out) {
  const Index latent = head.cols() / 2;
  for (Index row = 0; row < head.rows(); ++row) {
    const auto mean = head.row(row).head(latent).array();
    const auto log_variance = head.row(row).tail(latent).array();
    out[row] = -0.5 * static_cast<double>(
                          (T(1) + log_variance - mean.square() - log_variance.exp()).sum());
  }
}

template <class T>
void posterior_backward(ConstMatrixView<T> head, ConstMatrixView<T> noise, ConstMatrixView<T> dz,
                        T weight, MatrixView<T> dHead) {
  const Index latent = dz.cols();
  const auto mean = head.leftCols(latent).array();
  const auto log_variance = head.rightCols(latent).array();
  dHead.leftCols(latent).array() = dz.array() + weight * mean;
  dHead.rightCols(latent).array() =
      T(0.5) * (dz.array() * noise.array() * (log_variance * T(0.5)).exp() +
                weight * (log_variance.exp() - T(1)));
}

#define VAE1_INSTANTIATE(T)                                                                  \
  template void sample_posterior(ConstMatrixView<T>, ConstMatrixView<T>, MatrixView<T>);     \
  template void posterior_kl(ConstMatrixView<T>, double*);                                   \
  template void posterior_backward(ConstMatrixView<T>, ConstMatrixView<T>, ConstMatrixView<T>, \
                                   T, MatrixView<T>)
VAE1_INSTANTIATE(float);
VAE1_INSTANTIATE(double);
#undef VAE1_INSTANTIATE

}  // namespace vae1
