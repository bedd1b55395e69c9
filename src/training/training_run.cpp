#include "training_run.hpp"

#include <algorithm>

#include "../random/permutation.hpp"

namespace vae1 {

TrainingRun::TrainingRun(Dataset data, Index batch_size)
    : data_(std::move(data)), batch_size_(batch_size) {
  order_.resize(static_cast<std::size_t>(data_.rows()));
}

std::uint64_t TrainingRun::batches() const {
  const auto size = static_cast<std::uint64_t>(batch_size_);
  return (data_.rows() + size - 1) / size;
}

void TrainingRun::begin_epoch(std::uint64_t seed, std::uint32_t epoch) {
  shuffle(seed, epoch, order_);
  batch_ = rows_done_ = 0;
  sums_ = {};
}

std::span<const std::uint32_t> TrainingRun::next_batch() const {
  const auto first = static_cast<std::size_t>(batch_) * static_cast<std::size_t>(batch_size_);
  const auto n = std::min(static_cast<std::size_t>(batch_size_), order_.size() - first);
  return std::span(order_).subspan(first, n);
}

void TrainingRun::add(const Vae<float>::Sums& sums, Index n, double log_determinant, double beta) {
  const auto rows = static_cast<double>(n);
  const double reconstruction = sums.reconstruction + rows * log_determinant;
  sums_.reconstruction += reconstruction;
  sums_.kl += sums.kl;
  beta_ = beta;
  batch_loss_ = (reconstruction + beta * sums.kl) / rows;
  rows_done_ += static_cast<std::uint64_t>(n);
  ++batch_;
}

Losses TrainingRun::running_means() const {
  const auto rows = static_cast<double>(rows_done_);
  const double reconstruction = sums_.reconstruction / rows;
  const double kl = sums_.kl / rows;
  return {reconstruction + beta_ * kl, reconstruction, kl};
}

void TrainingRun::keep(const Vae<float>& network, const Adam<float>& optimiser) {
  parameters_ = network.parameters();
  first_moment_ = optimiser.first_moment();
  second_moment_ = optimiser.second_moment();
  steps_ = optimiser.steps();
}

void TrainingRun::bring_back(Vae<float>& network, Adam<float>& optimiser) const {
  network.parameters() = parameters_;
  optimiser.restore(first_moment_, second_moment_, steps_);
}

}  // namespace vae1
