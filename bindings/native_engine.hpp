// One model with an interface for JavaScript: short calls, with typed arrays in and out. It only
// carries: what is computed is in src/.
//
// Numbers are passed as doubles (every count is below 2^53) and choices as the numbers of the
// enumerations. JavaScript owns the results (values.hpp). A Refusal is `undefined` if the call went
// well, the number of bytes that there was no memory for, or a value that the model cannot take.
#pragma once

#include <emscripten/val.h>

#include <optional>
#include <string>

#include "model.hpp"
#include "reads/read.hpp"
#include "training/intake.hpp"

namespace vae1 {

class NativeEngine {
 public:
  using val = emscripten::val;
  using Refusal = val;

  // Makes a new model. Returns what is wrong with the options, or an empty string.
  std::string configure(const val& options, int threads);
  // Loads the model in the staged file. Returns what is wrong with the file, or an empty string.
  // deterministic: `undefined` for what the file says.
  std::string load(int threads, const val& deterministic);

  // Copies a Uint8Array to where the next call expects its input. bytes_per_value: of a block's
  // values, which tells their RowKind.
  Refusal stage(const val& bytes, int bytes_per_value);

  // Everything that JavaScript needs to know: sizes, options, history.
  val facts() const;
  bool trained() const { return model_->trained(); }
  // Returns a Uint8Array, or the bytes that there is no memory for. The staged bytes are saved with
  // the model; facts() of the loaded model returns them.
  val save();

  // Sets the columns of a mixed table before its first training; a trained model keeps its columns.
  // Rows then have the form described in data/column.hpp, in double precision.
  void set_columns(const val& columns);

  // ---- Training: an intake of the rows (training/intake.hpp), staged block by block, then
  // train_batch... On a stream: for each epoch begin_pass, append and train_batch as room and rows
  // allow, end_pass. Each begin and prepare first checks that there is enough memory.

  // share: the share of rows to hold out; 0 for none.
  Refusal begin_intake(double rows, double features, int kind, double share);
  Refusal begin_held_out(double rows, int kind);
  Refusal inspect(double rows, bool held_out);
  Refusal prepare();
  // piece: the most rows of an append(); rows: of a pass, 0 if unknown.
  Refusal prepare_stream(double shuffle_rows, double piece, double rows);
  void store(double rows, bool held_out);
  void begin_pass() { stream_->begin_pass(); }
  double room() const { return static_cast<double>(stream_->room()); }  // rows
  Refusal append(double rows);                                          // at most room() rows
  void end_pass() { stream_->end_pass(); }
  // patience: of early stopping; 0 for none.
  void begin_training(int patience, double min_delta);
  int train_batch();  // BatchOutcome
  // Whether the next train_batch() measures held-out rows.
  bool validating() const { return model_->run()->validating(); }
  val progress() const;   // within the current epoch
  val epoch_end() const;  // { record, bestEpoch, earlyStop } of the epoch that just ended
  void end_training();
  // After the training: a piece of the learned prior's fit; returns whether nothing is left to do.
  bool fit_prior() { return model_->fit_prior(); }
  void drop_prior_fit() { model_->drop_prior_fit(); }
  // Discards rows that were inspected or stored but never trained on.
  void drop_rows();

  // ---- Reads, of any name in reads/: begin, and for a long one add and advance as often as
  // needed, then result. The model must not change meanwhile.

  // first: the number of the block's first row. arguments: an object of numbers.
  Refusal begin(const std::string& name, double rows, double first, const val& arguments);
  Refusal add(double rows, double first);
  bool advance(double n) { return reads_.advance(static_cast<std::uint64_t>(n)); }
  val result();  // a Float32Array, a Float64Array, or the number of bytes without memory
  void end_read() { reads_.end(); }
  // Rows generated without an explicit seed.
  double generated() const { return static_cast<double>(model_->generated()); }
  void set_generated(double rows) { model_->set_generated(static_cast<std::uint64_t>(rows)); }

 private:
  Rows staged(double rows, Index features) const;
  Block block(double rows, double first) const;

  std::optional<Model> model_;
  Staging input_;
  std::size_t staged_bytes_ = 0;
  RowKind staged_kind_ = RowKind::float32;

  std::optional<Intake> intake_;
  double bytes_ = 0;                 // that training takes, without separate held-out rows
  double held_out_bytes_ = 0;        // that separate held-out rows add
  ShuffleBuffer* stream_ = nullptr;  // of the intake, later of the training

  Reads reads_;
};

}  // namespace vae1
