// The objective of a batch, from what the likelihood says of each row and sample: the losses, and
// the gradient of the encoder's output. n rows with K samples each; dz Kn x L.
#pragma once

#include "objective.hpp"
#include "posterior.hpp"

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
  BatchLosses losses(const Samples<T>& samples, const Objective& objective);
  // Only the losses, without free bits.
  BatchLosses measure(const Samples<T>& samples, const Objective& objective);

  // The rest belongs to the last losses(). The KL of each latent dimension, summed over the rows: L
  // values.
  const Vector<T>& kl_per_dimension() const { return kl_per_dimension_; }
  // What each row's samples count: Kn values.
  ConstVectorView<T> sample_weights(Index sampled) const {
    return {sample_weights_.data(), sampled};
  }
  void backward(const Samples<T>& samples, ConstMatrixView<T> dz, const Objective& objective,
                MatrixView<T> dHead) const;

 private:
  double mean_reconstruction(Index n, const Objective& objective) const;
  // Computes each row's bound, and the samples' weights. Returns the sum over the rows.
  double importance_bound(const Samples<T>& samples, const Objective& objective);

  Vector<T> kl_per_dimension_, kl_weights_;  // L
  Vector<T> sample_weights_;                 // Kn
  Vector<double> reconstruction_, log_ratio_;
  Vector<double> bound_;  // n
};

}  // namespace vae1
