// Rows from a stream, one pass per epoch, shuffled within a window.
//
// Each row of a batch is drawn at random from a window of rows, and the stream's next row replaces
// it. So the order depends only on (seed, epoch, window), not on the stream's pieces or the batch
// size. A window of 1 keeps the stream's order; a window of the whole stream shuffles it uniformly.
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
    // Room for rows beyond the window: at least a batch plus the largest piece.
    std::uint64_t ahead = 0;

    std::uint64_t capacity() const { return window + ahead; }
  };
  // Per row, besides its values: its number and its position.
  static constexpr double bytes_per_row = 8 + 4 * 4;

  // rows: in a pass, if an earlier pass has shown it.
  ShuffleBuffer(Size size, RowKind kind, Likelihood likelihood, FeatureScaling scaling,
                std::optional<std::uint64_t> rows);

  // ---- The stream's side

  // Call it before the first row of each epoch, when no rows of the previous one are left.
  void begin_pass();
  Index features() const { return slots_.features(); }  // D
  std::uint64_t room() const { return free_.size(); }   // rows that append() can take
  // Appends all rows, or none and returns the fault, numbered by the rows of the pass.
  std::optional<Fault> append(const Rows& rows);
  void end_pass();  // call it after the last row; there must be at least one

  // ---- The training's side

  std::optional<std::uint64_t> rows() const override;
  double mean_own_units() const override { return slots_.mean_own_units(); }
  void begin_epoch(std::uint64_t seed, std::uint32_t epoch) override {
    draws_ = {seed, Purpose::shuffle, epoch};
  }
  // Ready if a row is waiting for each one that leaves the window, or if the stream has ended.
  bool ready(std::size_t n) const override { return ended_ ? !window_.empty() : waiting_ >= n; }
  Index next_batch(std::span<std::uint64_t> numbers, float* out) override;
  bool at_epoch_end() const override { return ended_ && window_.empty(); }

 private:
  std::uint32_t next_waiting();

  Dataset slots_;  // one row each
  Likelihood likelihood_;
  FeatureScaling scaling_;
  std::optional<std::uint64_t> expected_;              // rows of the pass, from the previous one
  std::vector<std::uint64_t> numbers_;                 // of the rows in the slots
  std::vector<std::uint32_t> window_, free_, picked_;  // slots
  std::vector<std::uint32_t> queue_;                   // slots of the rows waiting, a ring
  std::size_t window_size_, head_ = 0, waiting_ = 0;
  std::uint64_t appended_ = 0;  // rows of this pass
  bool ended_ = false;
  IndexDraws draws_{0, Purpose::shuffle, 0};
};

}  // namespace vae1
