#include "running_means.hpp"

namespace vae1 {

void RunningMeans::restart() {
  sums_ = {};
  kl_per_dimension_.setZero();
  gradient_norms_ = 0;
  batches_ = rows_ = 0;
}

void RunningMeans::add(const BatchLosses& sums, const Vector<float>& kl_per_dimension, Index n,
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

Losses RunningMeans::losses() const {
  const auto rows = static_cast<double>(rows_);
  return {sums_.loss / rows, sums_.reconstruction / rows, sums_.kl / rows};
}

void RunningMeans::describe(EpochRecord& record) const {
  record.training = losses();
  record.kl_per_dimension.clear();
  for (const double sum : kl_per_dimension_)
    record.kl_per_dimension.push_back(sum / static_cast<double>(rows_));
  record.gradient_norm = gradient_norms_ / static_cast<double>(batches_);
}

}  // namespace vae1
