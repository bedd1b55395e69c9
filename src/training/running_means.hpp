// The means over an epoch's batches so far.
#pragma once

#include "../network/vae.hpp"
#include "history.hpp"

namespace vae1 {

class RunningMeans {
 public:
  explicit RunningMeans(Index latent_dim) : kl_per_dimension_(Vector<double>::Zero(latent_dim)) {}

  void restart();
  // Adds one batch of n rows. The log-determinant converts the losses to the user's units.
  void add(const BatchLosses& sums, const Vector<float>& kl_per_dimension, Index n,
           double log_determinant);

  std::uint64_t batches() const { return batches_; }
  std::uint64_t rows() const { return rows_; }
  double batch_loss() const { return batch_loss_; }  // mean per row of the last batch
  Losses losses() const;
  // Writes the averaged fields.
  void describe(EpochRecord& record) const;

 private:
  Losses sums_;
  Vector<double> kl_per_dimension_;
  double gradient_norms_ = 0, batch_loss_ = 0;
  std::uint64_t batches_ = 0, rows_ = 0;
};

}  // namespace vae1
