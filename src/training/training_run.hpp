// One call of train() in progress: the rows, where in the epoch it stands, the running means, and
// the state to go back to should the training diverge.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "../network/vae.hpp"
#include "adam.hpp"
#include "history.hpp"
#include "row_source.hpp"

namespace vae1 {

class TrainingRun {
 public:
  TrainingRun(std::unique_ptr<RowSource> source, Index batch_size);

  // N; while it is not known, the rows done.
  std::uint64_t rows() const { return source_->rows().value_or(rows_done_); }
  std::optional<std::uint64_t> batches() const;   // batches of an epoch, where N is known
  bool at_epoch_start() const { return batch_ == 0; }
  bool at_epoch_end() const { return source_->at_epoch_end(); }
  // Whether the rows of the next batch are there.
  bool ready() const { return source_->ready(numbers_.size()); }

  // Order of the rows for the epoch with this number.
  void begin_epoch(std::uint64_t seed, std::uint32_t epoch);
  // out (n x D): the rows of the next batch. Their numbers in the data; n is at most batch_size.
  std::span<const std::uint64_t> next_batch(float* out);
  // Counts the batch as done. The log-determinant brings the sums to the user's units.
  void add(const Vae<float>::Sums& sums, Index n, double log_determinant, double beta);
  Losses running_means() const;                      // over the batches of this epoch
  double batch_loss() const { return batch_loss_; }  // of the last batch, mean per row
  void end_epoch() { batch_ = 0; }

  // The last finite state.
  void keep(const Vae<float>& network, const Adam<float>& optimiser);
  void bring_back(Vae<float>& network, Adam<float>& optimiser) const;

 private:
  std::unique_ptr<RowSource> source_;
  std::vector<std::uint64_t> numbers_;  // of the rows of a batch
  std::uint64_t batch_ = 0;
  std::uint64_t rows_done_ = 0;
  Vae<float>::Sums sums_;  // over the epoch's rows so far, in the user's units
  double beta_ = 1;
  double batch_loss_ = 0;
  Vector<float> parameters_, first_moment_, second_moment_;
  std::uint64_t steps_ = 0;
};

}  // namespace vae1
