// One call of train() in progress: the rows, where in the epoch it stands, the running means, the
// held-out rows, and the state to go back to should the training diverge.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "../network/vae.hpp"
#include "adam.hpp"
#include "row_source.hpp"
#include "running_means.hpp"
#include "validation.hpp"

namespace vae1 {

class TrainingRun {
 public:
  // validation: null where no rows are held out.
  TrainingRun(std::unique_ptr<RowSource> source, std::unique_ptr<Validation> validation,
              Index batch_size, Index latent_dim);

  // N; while it is not known, the rows done.
  std::uint64_t rows() const { return source_->rows().value_or(means_.rows()); }
  std::optional<std::uint64_t> batches() const;  // batches of an epoch, where N is known
  double mean_own_units() const { return source_->mean_own_units(); }
  bool at_epoch_start() const { return at_epoch_start_; }
  bool at_epoch_end() const { return source_->at_epoch_end(); }
  // Whether the rows of the next batch are there.
  bool ready() const { return source_->ready(numbers_.size()); }

  // What an epoch is trained with.
  struct Settings {
    double beta = 1;
    double learning_rate = 0;
  };
  // Order of the rows for the epoch with this number.
  void begin_epoch(std::uint64_t seed, std::uint32_t epoch, const Settings& settings);
  const Settings& settings() const { return settings_; }
  // out (n x D): the rows of the next batch. Their numbers in the data; n is at most batch_size.
  std::span<const std::uint64_t> next_batch(float* out);
  RunningMeans& means() { return means_; }
  const RunningMeans& means() const { return means_; }
  // The record of the epoch whose batches are done, but for the held-out losses.
  EpochRecord record(std::uint64_t epoch) const;
  void end_epoch();

  Validation* validation() const { return validation_.get(); }
  // Whether the epoch's batches are done, and its held-out rows under way.
  bool validating() const { return validating_; }
  void begin_validation();

  // The last finite state.
  void keep(const Vae<float>& network, const Adam<float>& optimiser);
  void bring_back(Vae<float>& network, Adam<float>& optimiser) const;

 private:
  std::unique_ptr<RowSource> source_;
  std::vector<std::uint64_t> numbers_;  // of the rows of a batch
  RunningMeans means_;
  Settings settings_;
  std::unique_ptr<Validation> validation_;
  bool at_epoch_start_ = true;
  bool validating_ = false;
  Vector<float> parameters_, first_moment_, second_moment_;
  std::uint64_t steps_ = 0;
};

}  // namespace vae1
