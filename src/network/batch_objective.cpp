#include "batch_objective.hpp"

#include "importance.hpp"

namespace vae1 {
namespace {

template <class T>
ConstMatrixView<T> sample_of(ConstMatrixView<T> all, Index n, Index s) {
  return {all.data() + s * n * all.cols(), n, all.cols()};
}

}  // namespace

template <class T>
double BatchObjective<T>::mean_reconstruction(Index n, const Objective& objective) const {
  return reconstruction_.head(n * objective.samples).sum() / static_cast<double>(objective.samples);
}

template <class T>
double BatchObjective<T>::importance_bound(const Samples<T>& samples, const Objective& objective) {
  const auto& [head, noise, latents] = samples;
  const Index n = head.rows();
  for (Index s = 0; s < objective.samples; ++s)
    log_density_ratio<T>(head, sample_of<T>(noise, n, s), sample_of<T>(latents, n, s),
                         log_ratio_.data() + s * n);
  importance_weights<T>(n, objective.samples, objective.beta, reconstruction_.data(),
                        log_ratio_.data(), sample_weights_.data(), bound_.data());
  return bound_.head(n).sum();
}

template <class T>
BatchLosses BatchObjective<T>::losses(const Samples<T>& samples, const Objective& objective) {
  const Index n = samples.head.rows();
  BatchLosses sums;
  posterior_kl_per_dimension<T>(samples.head, kl_per_dimension_.data());
  for (const T kl : kl_per_dimension_) sums.kl += static_cast<double>(kl);
  sums.reconstruction = mean_reconstruction(n, objective);
  if (objective.bound == Bound::iwae) {
    sums.loss = importance_bound(samples, objective);
    return sums;
  }
  const auto rows = static_cast<double>(n);
  sums.loss = sums.reconstruction;
  for (Index j = 0; j < kl_weights_.size(); ++j) {
    const auto kl = static_cast<double>(kl_per_dimension_[j]);
    const bool free = objective.free_bits > 0 && kl <= rows * objective.free_bits;
    kl_weights_[j] = free ? T(0) : static_cast<T>(objective.beta / rows);
    sums.loss += objective.beta * (free ? rows * objective.free_bits : kl);
  }
  sample_weights_.head(n).setOnes();
  return sums;
}

template <class T>
BatchLosses BatchObjective<T>::measure(const Samples<T>& samples, const Objective& objective) {
  const Index n = samples.head.rows();
  BatchLosses sums;
  sums.reconstruction = mean_reconstruction(n, objective);
  posterior_kl<T>(samples.head, bound_.data());
  sums.kl = bound_.head(n).sum();
  sums.loss = objective.bound == Bound::iwae ? importance_bound(samples, objective)
                                             : sums.reconstruction + objective.beta * sums.kl;
  return sums;
}

template <class T>
void BatchObjective<T>::backward(const Samples<T>& samples, ConstMatrixView<T> dz,
                                 const Objective& objective, MatrixView<T> dHead) const {
  if (objective.bound == Bound::iwae)
    importance_backward<T>(
        samples, dz, sample_weights_.data(),
        static_cast<T>(objective.beta / static_cast<double>(samples.head.rows())), dHead);
  else
    posterior_backward<T>(samples.head, samples.noise, dz, kl_weights_.data(), dHead);
}

template class BatchObjective<float>;
template class BatchObjective<double>;

}  // namespace vae1
