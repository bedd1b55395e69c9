// Rows that come as a stream, one pass for each epoch, shuffled within a window.
//
// Each row of a batch is drawn at random from a window of rows, and the next of the stream takes
// its place. So the order follows from (seed, epoch, window) alone, not from how the stream came
// in pieces or how rows make batches. A window of 1 keeps the stream's order; one that holds the
// whole stream shuffles it uniformly.
#pragma once

#include <optional>
#include <vector>

#include "../data/dataset.hpp"
#include "../data/fault.hpp"
#include "../random/index_draws.hpp"
#include "row_source.hpp"

namespace vae1 {

class ShuffleBuffer : public RowSource {
 public:
  struct Size {
    std::uint64_t window = 1;  // rows to draw from, at least 1
    // Rows of the stream beyond the window, at least those of a batch and of the largest piece.
    std::uint64_t ahead = 0;

    std::uint64_t capacity() const { return window + ahead; }
  };
  // Beside the values of a row: its number, and where it is.
  static constexpr double bytes_per_row = 8 + 4 * 4;

  // rows: of a pass, where a pass before has told.
  ShuffleBuffer(Size size, RowKind kind, Likelihood likelihood, FeatureScaling scaling,
                std::optional<std::uint64_t> rows);

  Index features() const { return slots_.features(); }  // D

  // ---- The stream's side

  // Before the first row of each epoch, when none of the one before are left.
  void begin_pass();
  std::uint64_t room() const { return free_.size(); }  // rows that append() can take
  // All of the rows, or none and the fault that keeps them out.
  std::optional<Fault> append(const Rows& rows);
  void end_pass();  // no more rows; at least one came

  // ---- The training's side

  std::optional<std::uint64_t> rows() const override;
  double mean_own_units() const override { return slots_.mean_own_units(); }
  void begin_epoch(std::uint64_t seed, std::uint32_t epoch) override {
    draws_ = {seed, Purpose::shuffle, epoch};
  }
  // Only with a row at hand for each that leaves the window, or the last row in.
  bool ready(std::size_t n) const override { return ended_ ? !window_.empty() : waiting_ >= n; }
  Index next_batch(std::span<std::uint64_t> numbers, float* out) override;
  bool at_epoch_end() const override { return ended_ && window_.empty(); }

 private:
  std::uint32_t next_waiting();

  Dataset slots_;  // one row each
  Likelihood likelihood_;
  FeatureScaling scaling_;
  std::optional<std::uint64_t> expected_;              // rows of the pass, by the one before
  std::vector<std::uint64_t> numbers_;                 // of the rows in the slots
  std::vector<std::uint32_t> window_, free_, picked_;  // slots
  std::vector<std::uint32_t> queue_;                   // slots of the rows waiting, a ring
  std::size_t window_size_, head_ = 0, waiting_ = 0;
  std::uint64_t appended_ = 0;  // rows of this pass
  bool ended_ = false;
  IndexDraws draws_{0, Purpose::shuffle, 0};
};

}  // namespace vae1
