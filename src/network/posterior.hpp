// The approximate posterior q(z|x) = N(mean, diag(exp(logVariance))) and its divergence from the
// prior N(0, I). Kingma and Welling (2014), "Auto-Encoding Variational Bayes", arXiv:1312.6114.
//
// head (n x 2L) is the encoder's output, [mean | logVariance].
#pragma once

#include "../types.hpp"

namespace vae1 {

// The logVariance of rows like the training data stays far below this: the prior's is 0. A row far
// out can have any logVariance and must still get a finite score, but exp() would overflow single
// precision.
constexpr double largest_log_variance = 20;

// Draws from the posteriors of n rows, K of each, stored sample by sample: sample s of row i is row
// s n + i.
template <class T>
struct Samples {
  ConstMatrixView<T> head;            // n x 2L
  ConstMatrixView<T> noise, latents;  // Kn x L
};

// Clamps the head's logVariance to the bound.
template <class T>
void bound_posterior(MatrixView<T> head) {
  auto log_variance = head.rightCols(head.cols() / 2);
  log_variance = log_variance.cwiseMin(static_cast<T>(largest_log_variance));
}

// z (n x L) = mean + exp(logVariance / 2) * noise: the reparameterisation of section 2.4.
template <class T>
void sample_posterior(ConstMatrixView<T> head, ConstMatrixView<T> noise, MatrixView<T> z);

// KL(q(z|x) || p(z)) for each row, in nats; appendix B: -1/2 sum(1 + logVariance - mean^2 -
// exp(logVariance)). out: n values.
template <class T>
void posterior_kl(ConstMatrixView<T> head, double* out);

// The same for each latent dimension, summed over the rows. out: L values.
template <class T>
void posterior_kl_per_dimension(ConstMatrixView<T> head, T* out);

// dHead (n x 2L) from dz (n x L) and from the sum of weight * KL over the dimensions, with L
// weights; 0 where logVariance is clamped.
template <class T>
void posterior_backward(ConstMatrixView<T> head, ConstMatrixView<T> noise, ConstMatrixView<T> dz,
                        const T* weights, MatrixView<T> dHead);

// Sets dHead to 0 where logVariance is clamped.
template <class T>
void clear_bounded(ConstMatrixView<T> head, MatrixView<T> dHead);

}  // namespace vae1
