// The objective of a batch, from what the likelihood says of each row and sample: the losses, and
// the gradient of the encoder's output. n rows with K samples each; dz Kn x L.
#pragma once

#include "importance.hpp"
#include "objective.hpp"

namespace vae1 {

template <class T>
class BatchObjective {
 public:
  // Calls use(buffer, size) for every buffer; `sampled`: Kn.
  template <class Use>
  void each_buffer(double latent_dim, double rows, double sampled, Use&& use) {
    for (auto* buffer : {&kl_per_dimension_, &kl_weights_}) use(*buffer, latent_dim);
    use(sample_weights_, sampled);
    for (auto* buffer : {&reconstruction_, &log_ratio_}) use(*buffer, sampled);
    use(bound_, rows);
  }

  // -log p(x|z) of each row and sample: written by the caller, before any of the rest.
  double* reconstruction() { return reconstruction_.data(); }

  // The losses that a step minimises, and what the gradients need.
  BatchLosses losses(const Samples<T>& samples, const Objective& objective) {
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
  // Only the losses, without free bits.
  BatchLosses measure(const Samples<T>& samples, const Objective& objective) {
    const Index n = samples.head.rows();
    BatchLosses sums;
    sums.reconstruction = mean_reconstruction(n, objective);
    posterior_kl<T>(samples.head, bound_.data());
    sums.kl = bound_.head(n).sum();
    sums.loss = objective.bound == Bound::iwae ? importance_bound(samples, objective)
                                               : sums.reconstruction + objective.beta * sums.kl;
    return sums;
  }

  // The rest belongs to the last losses(). The KL of each latent dimension, summed over the rows: L
  // values.
  const Vector<T>& kl_per_dimension() const { return kl_per_dimension_; }
  // What each row's samples count: Kn values.
  ConstVectorView<T> sample_weights(Index sampled) const {
    return {sample_weights_.data(), sampled};
  }
  void backward(const Samples<T>& samples, ConstMatrixView<T> dz, const Objective& objective,
                MatrixView<T> dHead) const {
    if (objective.bound == Bound::iwae)
      importance_backward<T>(
          samples, dz, sample_weights_.data(),
          static_cast<T>(objective.beta / static_cast<double>(samples.head.rows())), dHead);
    else
      posterior_backward<T>(samples.head, samples.noise, dz, kl_weights_.data(), dHead);
  }

 private:
  static ConstMatrixView<T> sample_of(ConstMatrixView<T> all, Index n, Index s) {
    return {all.data() + s * n * all.cols(), n, all.cols()};
  }
  double mean_reconstruction(Index n, const Objective& objective) const {
    return reconstruction_.head(n * objective.samples).sum() /
           static_cast<double>(objective.samples);
  }
  // Computes each row's bound, and the samples' weights. Returns the sum over the rows.
  double importance_bound(const Samples<T>& samples, const Objective& objective) {
    const auto& [head, noise, latents] = samples;
    const Index n = head.rows();
    for (Index s = 0; s < objective.samples; ++s)
      log_density_ratio<T>(head, sample_of(noise, n, s), sample_of(latents, n, s),
                           log_ratio_.data() + s * n);
    importance_weights<T>(n, objective.samples, objective.beta, reconstruction_.data(),
                          log_ratio_.data(), sample_weights_.data(), bound_.data());
    return bound_.head(n).sum();
  }

  Vector<T> kl_per_dimension_, kl_weights_;  // L
  Vector<T> sample_weights_;                 // Kn
  Vector<double> reconstruction_, log_ratio_;
  Vector<double> bound_;  // n
};

}  // namespace vae1
