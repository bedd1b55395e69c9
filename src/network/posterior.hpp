// The approximate posterior q(z|x) = N(mean, diag(exp(logVariance))) and its divergence from the
// prior N(0, I). Kingma and Welling (2014), "Auto-Encoding Variational Bayes", arXiv:1312.6114.
//
// head (n x 2L) is the encoder's output, [mean | logVariance].
#pragma once

#include "../types.hpp"

namespace vae1 {

// z (n x L) = mean + exp(logVariance / 2) * noise: the reparameterisation of section 2.4.
template <class T>
void sample_posterior(ConstMatrixView<T> head, ConstMatrixView<T> noise, MatrixView<T> z);

// KL(q(z|x) || p(z)) of each row, in nats, appendix B:
// -1/2 sum(1 + logVariance - mean^2 - exp(logVariance)). out: n values.
template <class T>
void posterior_kl(ConstMatrixView<T> head, double* out);

// dHead (n x 2L) from dz (n x L) and from weight * KL.
template <class T>
void posterior_backward(ConstMatrixView<T> head, ConstMatrixView<T> noise, ConstMatrixView<T> dz,
                        T weight, MatrixView<T> dHead);

}  // namespace vae1
