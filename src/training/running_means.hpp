// The means over an epoch's batches so far.
#pragma once

#include "../network/vae.hpp"
#include "history.hpp"

namespace vae1 {

class RunningMeans {
 public:
  explicit RunningMeans(Index latent_dim) : kl_per_dimension_(Vector<double>::Zero(latent_dim)) {}

  void restart() {
    sums_ = {};
    kl_per_dimension_.setZero();
    gradient_norms_ = 0;
    batches_ = rows_ = 0;
  }
  // Adds one batch of n rows. The log-determinant converts the losses to the user's units.
  void add(const BatchLosses& sums, const Vector<float>& kl_per_dimension, Index n,
           double log_determinant) {
    const auto rows = static_cast<double>(n);
    const double loss = sums.loss + rows * log_determinant;
    sums_.loss += loss;
    sums_.reconstruction += sums.reconstruction + rows * log_determinant;
    sums_.kl += sums.kl;
    kl_per_dimension_ += kl_per_dimension.cast<double>();
    gradient_norms_ += sums.gradient_norm;
    batch_loss_ = loss / rows;
    rows_ += static_cast<std::uint64_t>(n);
    ++batches_;
  }

  std::uint64_t rows() const { return rows_; }
  double batch_loss() const { return batch_loss_; }  // mean per row of the last batch
  Losses losses() const {
    const auto rows = static_cast<double>(rows_);
    return {sums_.loss / rows, sums_.reconstruction / rows, sums_.kl / rows};
  }
  // Writes the averaged fields.
  void describe(EpochRecord& record) const {
    record.training = losses();
    record.kl_per_dimension.clear();
    for (const double sum : kl_per_dimension_)
      record.kl_per_dimension.push_back(sum / static_cast<double>(rows_));
    record.gradient_norm = gradient_norms_ / static_cast<double>(batches_);
  }

 private:
  Losses sums_;
  Vector<double> kl_per_dimension_;
  double gradient_norms_ = 0, batch_loss_ = 0;
  std::uint64_t batches_ = 0, rows_ = 0;
};

}  // namespace vae1
