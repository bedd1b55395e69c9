#include "importance.hpp"

#include <algorithm>
#include <cmath>

#include "../math/elementary.hpp"
#include "../math/packs.hpp"

namespace vae1 {

template <class T>
void log_density_ratio(ConstMatrixView<T> head, ConstMatrixView<T> noise, ConstMatrixView<T> z,
                       double* out) {
  using V = Pack<T>;
  const Index latent = z.cols();
  for (Index row = 0; row < z.rows(); ++row) {
    V twice{};
    for_packs<T>(latent, [&](auto at) {
      const V value = at.load(&z(row, 0)), draw = at.load(&noise(row, 0));
      twice += (value * value - draw * draw) - at.load(&head(row, 0) + latent);
    });
    out[row] = 0.5 * static_cast<double>(sum(twice));
  }
}

template <class T>
void importance_weights(Index n, Index samples, double beta, const double* reconstruction,
                        const double* log_ratio, T* weights, double* bound) {
  for (Index row = 0; row < n; ++row) {
    const auto negative_log = [&](Index s) {
      const Index i = s * n + row;
      return reconstruction[i] + beta * log_ratio[i];
    };
    // Divide by the largest weight, which becomes 1, so that nothing overflows and the sum is not
    // 0.
    double least = negative_log(0), total = 0;
    for (Index s = 1; s < samples; ++s) least = std::min(least, negative_log(s));
    for (Index s = 0; s < samples; ++s) total += std::exp(least - negative_log(s));
    for (Index s = 0; s < samples; ++s)
      weights[s * n + row] = static_cast<T>(std::exp(least - negative_log(s)) / total);
    bound[row] = least - std::log(total / static_cast<double>(samples));
  }
}

// For one sample, with z = mean + deviation * noise and d = dz + weight * beta * z: dmean = d and
// dlogVariance = 1/2 (d * deviation * noise - weight * beta).
template <class T>
void importance_backward(const Samples<T>& samples, ConstMatrixView<T> dz, const T* weights,
                         T weight, MatrixView<T> dHead) {
  using V = Pack<T>;
  const auto& head = samples.head;
  const Index n = head.rows(), latent = samples.latents.cols();
  const V half = math::constant<V>(0.5);
  dHead.setZero();
  for (Index i = 0; i < samples.latents.rows(); ++i) {
    const Index row = i % n;
    const T* mean = &head(row, 0);
    T* dMean = &dHead(row, 0);
    const V scaled = math::constant<V>(weights[i] * weight);
    for_packs<T>(latent, [&](auto at) {
      const V d = at.load(&dz(i, 0)) + scaled * at.load(&samples.latents(i, 0));
      const V deviation = math::exp(half * at.load(mean + latent));
      at.store(dMean, at.load(dMean) + d);
      at.store(dMean + latent, at.load(dMean + latent) +
                                   half * (d * at.load(&samples.noise(i, 0)) * deviation - scaled));
    });
  }
  clear_bounded<T>(head, dHead);
}

#define VAE1_INSTANTIATE(T)                                                                   \
  template void log_density_ratio(ConstMatrixView<T>, ConstMatrixView<T>, ConstMatrixView<T>, \
                                  double*);                                                   \
  template void importance_weights(Index, Index, double, const double*, const double*, T*,    \
                                   double*);                                                  \
  template void importance_backward(const Samples<T>&, ConstMatrixView<T>, const T*, T,       \
                                    MatrixView<T>)
VAE1_INSTANTIATE(float);
VAE1_INSTANTIATE(double);
#undef VAE1_INSTANTIATE

}  // namespace vae1
