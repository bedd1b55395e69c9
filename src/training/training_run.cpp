#include "training_run.hpp"

#include <utility>

namespace vae1 {

TrainingRun::TrainingRun(std::unique_ptr<RowSource> source, Index batch_size)
    : source_(std::move(source)), numbers_(static_cast<std::size_t>(batch_size)) {}

std::optional<std::uint64_t> TrainingRun::batches() const {
  const auto rows = source_->rows();
  if (!rows) return std::nullopt;
  return (*rows + numbers_.size() - 1) / numbers_.size();
}

void TrainingRun::begin_epoch(std::uint64_t seed, std::uint32_t epoch) {
  source_->begin_epoch(seed, epoch);
  batch_ = rows_done_ = 0;
  sums_ = {};
}

std::span<const std::uint64_t> TrainingRun::next_batch(float* out) {
  const Index n = source_->next_batch(numbers_, out);
  return std::span(numbers_).first(static_cast<std::size_t>(n));
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
