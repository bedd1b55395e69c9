// The importance-weighted bound on log p(x): Burda, Grosse and Salakhutdinov (2016),
// "Importance Weighted Autoencoders", arXiv:1509.00519, equation 8; its gradient, equation 14.
//
//   -log (1/K) sum over the samples of w,  log w = log p(x|z) + beta (log p(z) - log q(z|x))
//
// dz Kn x L.
#pragma once

#include "posterior.hpp"

namespace vae1 {

// log q(z|x) - log p(z) for each row of one sample (n x L): 1/2 sum(z^2 - logVariance - noise^2).
// out: n values.
template <class T>
void log_density_ratio(ConstMatrixView<T> head, ConstMatrixView<T> noise, ConstMatrixView<T> z,
                       double* out);

// Computes, from -log p(x|z) and the log-ratio of each sample (Kn values each), the normalised
// weights w / (sum of the row's w), Kn values, and the bound, n values.
template <class T>
void importance_weights(Index n, Index samples, double beta, const double* reconstruction,
                        const double* log_ratio, T* weights, double* bound);

// dHead (n x 2L), the gradient of weight * (the sum of the bounds). dz: the reconstructions'
// gradient, already weighted. It is 0 where logVariance is clamped.
template <class T>
void importance_backward(const Samples<T>& samples, ConstMatrixView<T> dz, const T* weights,
                         T weight, MatrixView<T> dHead);

}  // namespace vae1
