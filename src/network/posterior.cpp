#include "posterior.hpp"

#include "../math/elementary.hpp"
#include "../math/packs.hpp"

namespace vae1 {

template <class T>
void sample_posterior(ConstMatrixView<T> head, ConstMatrixView<T> noise, MatrixView<T> z) {
  using V = Pack<T>;
  const Index latent = z.cols();
  for (Index row = 0; row < head.rows(); ++row) {
    const T* mean = &head(row, 0);
    for_packs<T>(latent, [&](auto at) {
      const V deviation = math::exp(math::constant<V>(0.5) * at.load(mean + latent));
      at.store(&z(row, 0), at.load(mean) + deviation * at.load(&noise(row, 0)));
    });
  }
}

// Computes 1 + logVariance - exp(logVariance) as logVariance - expm1(logVariance), which stays
// exact when the posterior approaches the prior.
template <class T>
void posterior_kl(ConstMatrixView<T> head, double* out) {
  using V = Pack<T>;
  const Index latent = head.cols() / 2;
  for (Index row = 0; row < head.rows(); ++row) {
    const T* means = &head(row, 0);
    V twice{};
    for_packs<T>(latent, [&](auto at) {
      const V mean = at.load(means), log_variance = at.load(means + latent);
      twice += (mean * mean + math::expm1(log_variance)) - log_variance;
    });
    out[row] = 0.5 * static_cast<double>(sum(twice));
  }
}

template <class T>
void posterior_kl_per_dimension(ConstMatrixView<T> head, T* out) {
  using V = Pack<T>;
  const Index width = head.cols(), latent = width / 2;
  for_packs<T>(latent, [&](auto at) {
    V twice{};
    for (const T* row = head.data(); row != head.data() + head.size(); row += width) {
      const V mean = at.load(row), log_variance = at.load(row + latent);
      twice += (mean * mean + math::expm1(log_variance)) - log_variance;
    }
    at.store(out, math::constant<V>(0.5) * twice);
  });
}

template <class T>
void posterior_backward(ConstMatrixView<T> head, ConstMatrixView<T> noise, ConstMatrixView<T> dz,
                        const T* weights, MatrixView<T> dHead) {
  using V = Pack<T>;
  const Index latent = dz.cols();
  const V half = math::constant<V>(0.5);
  for (Index row = 0; row < head.rows(); ++row) {
    const T* mean = &head(row, 0);
    T* dMean = &dHead(row, 0);
    for_packs<T>(latent, [&](auto at) {
      const V d = at.load(&dz(row, 0)), log_variance = at.load(mean + latent);
      const V weight = at.load(weights);
      at.store(dMean, d + weight * at.load(mean));
      at.store(dMean + latent,
               half * (d * at.load(&noise(row, 0)) * math::exp(half * log_variance) +
                       weight * math::expm1(log_variance)));
    });
  }
  clear_bounded<T>(head, dHead);
}

template <class T>
void clear_bounded(ConstMatrixView<T> head, MatrixView<T> dHead) {
  const Index latent = head.cols() / 2;
  const auto bounded = head.rightCols(latent).array() >= static_cast<T>(largest_log_variance);
  dHead.rightCols(latent) = bounded.select(T(0), dHead.rightCols(latent));
}

#define VAE1_INSTANTIATE(T)                                                                    \
  template void sample_posterior(ConstMatrixView<T>, ConstMatrixView<T>, MatrixView<T>);       \
  template void posterior_kl(ConstMatrixView<T>, double*);                                     \
  template void posterior_kl_per_dimension(ConstMatrixView<T>, T*);                            \
  template void posterior_backward(ConstMatrixView<T>, ConstMatrixView<T>, ConstMatrixView<T>, \
                                   const T*, MatrixView<T>);                                   \
  template void clear_bounded(ConstMatrixView<T>, MatrixView<T>)
VAE1_INSTANTIATE(float);
VAE1_INSTANTIATE(double);
#undef VAE1_INSTANTIATE

}  // namespace vae1
