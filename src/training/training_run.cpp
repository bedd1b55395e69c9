#include "training_run.hpp"

#include <utility>

namespace vae1 {

TrainingRun::TrainingRun(std::unique_ptr<RowSource> source, std::unique_ptr<Validation> validation,
                         Index batch_size, Index latent_dim)
    : source_(std::move(source)),
      numbers_(static_cast<std::size_t>(batch_size)),
      means_(latent_dim),
      validation_(std::move(validation)) {}

std::optional<std::uint64_t> TrainingRun::batches() const {
  const auto rows = source_->rows();
  if (!rows) return std::nullopt;
  return (*rows + numbers_.size() - 1) / numbers_.size();
}

void TrainingRun::begin_epoch(std::uint64_t seed, std::uint32_t epoch, const Settings& settings) {
  source_->begin_epoch(seed, epoch);
  means_.restart();
  settings_ = settings;
  at_epoch_start_ = false;
}

std::span<const std::uint64_t> TrainingRun::next_batch(float* out) {
  const Index n = source_->next_batch(numbers_, out);
  return std::span(numbers_).first(static_cast<std::size_t>(n));
}

EpochRecord TrainingRun::record(std::uint64_t epoch) const {
  EpochRecord record;
  record.epoch = epoch;
  record.beta = settings_.beta;
  record.learning_rate = settings_.learning_rate;
  means_.describe(record);
  return record;
}

void TrainingRun::end_epoch() {
  at_epoch_start_ = true;
  validating_ = false;
}

void TrainingRun::begin_validation() {
  validation_->restart();
  validating_ = true;
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
