// One training in progress: the rows, the position in the epoch, the running means, and the
// held-out rows.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "../data/column.hpp"
#include "../data/feature_scaling.hpp"
#include "../network/vae.hpp"
#include "given_cells.hpp"
#include "row_source.hpp"
#include "running_means.hpp"
#include "validation.hpp"

namespace vae1 {

// What the training data determine before the first batch. A trained model has its scaling and
// keeps it; the columns of an untrained one are those that its user named.
struct Preparation {
  Likelihood likelihood = Likelihood::automatic;
  std::vector<Column> columns;  // of a mixed table
  std::optional<FeatureScaling> scaling;
  GaussianCopula copula;  // of an autoregressive decoder's ordinal columns
};

// What a training starts with.
struct TrainingStart {
  Preparation preparation;
  std::unique_ptr<RowSource> rows;
  std::unique_ptr<Validation> validation;  // null if no rows are held out
};

class TrainingRun {
 public:
  // validation: null if no rows are held out.
  TrainingRun(std::unique_ptr<RowSource> source, std::unique_ptr<Validation> validation,
              Index batch_size, Index latent_dim, GivenCells given_cells)
      : source_(std::move(source)),
        numbers_(static_cast<std::size_t>(batch_size)),
        means_(latent_dim),
        given_cells_(std::move(given_cells)),
        validation_(std::move(validation)) {}

  // N, or the rows done so far while N is unknown.
  std::uint64_t rows() const { return source_->rows().value_or(means_.rows()); }
  // Batches per epoch, if N is known.
  std::optional<std::uint64_t> batches() const {
    const auto rows = source_->rows();
    if (!rows) return std::nullopt;
    return (*rows + numbers_.size() - 1) / numbers_.size();
  }
  double mean_own_units() const { return source_->mean_own_units(); }
  bool at_epoch_start() const { return at_epoch_start_; }
  bool at_epoch_end() const { return source_->at_epoch_end(); }
  // Whether the rows of the next batch are available.
  bool ready() const { return source_->ready(numbers_.size()); }

  // The settings of an epoch.
  struct Settings {
    double beta = 1;
    double learning_rate = 0;
  };
  // Starts the epoch with this number and fixes the order of its rows.
  void begin_epoch(std::uint64_t seed, std::uint32_t epoch, const Settings& settings) {
    source_->begin_epoch(seed, epoch);
    means_.restart();
    settings_ = settings;
    at_epoch_start_ = false;
  }
  const Settings& settings() const { return settings_; }
  // Writes the rows of the next batch to out (n x D) and returns their numbers in the data; n is at
  // most batch_size.
  std::span<const std::uint64_t> next_batch(float* out) {
    const Index n = source_->next_batch(numbers_, out);
    return std::span(numbers_).first(static_cast<std::size_t>(n));
  }
  RunningMeans& means() { return means_; }
  GivenCells& given_cells() { return given_cells_; }
  const RunningMeans& means() const { return means_; }
  // The record of the epoch whose batches are done, without held-out losses.
  EpochRecord record(std::uint64_t epoch) const {
    EpochRecord record;
    record.epoch = epoch;
    record.beta = settings_.beta;
    record.learning_rate = settings_.learning_rate;
    means_.describe(record);
    return record;
  }
  void end_epoch() {
    at_epoch_start_ = true;
    validating_ = false;
  }

  // Hand the rows on, when the training ends.
  std::unique_ptr<RowSource> take_rows() { return std::move(source_); }
  std::unique_ptr<Validation> take_validation() { return std::move(validation_); }

  Validation* validation() const { return validation_.get(); }
  // Whether the epoch's batches are done and its held-out rows are being measured.
  bool validating() const { return validating_; }
  void begin_validation() {
    validation_->restart();
    validating_ = true;
  }

 private:
  std::unique_ptr<RowSource> source_;
  std::vector<std::uint64_t> numbers_;  // of the rows of a batch
  RunningMeans means_;
  GivenCells given_cells_;
  Settings settings_;
  std::unique_ptr<Validation> validation_;
  bool at_epoch_start_ = true;
  bool validating_ = false;
};

}  // namespace vae1
