// One model with an interface for JavaScript: short calls, with typed arrays in and out.
//
// Numbers are passed as doubles (every count is below 2^53) and choices as the numbers of
// config.hpp and rows.hpp. JavaScript owns the results (owned.hpp). When memory runs out, calls
// that return an array return `undefined`, and calls that allocate return `false`.
#pragma once

#include <emscripten/val.h>

#include <memory>
#include <optional>
#include <string>

#include "data/column_statistics.hpp"
#include "data/dataset.hpp"
#include "data/held_out_draw.hpp"
#include "inference/feature_scores.hpp"
#include "inference/imputation.hpp"
#include "inference/row_scores.hpp"
#include "latent/activity.hpp"
#include "latent/mixture_fit.hpp"
#include "model.hpp"
#include "staging.hpp"

namespace vae1 {

class NativeEngine {
 public:
  using val = emscripten::val;

  // Makes a new model. Returns what is wrong with the options, or an empty string.
  std::string configure(const val& options, int threads);
  // Loads the model in the staged file. Returns what is wrong with the file, or an empty string.
  std::string load(int threads);
  void set_deterministic(bool on) { model_->set_deterministic(on); }

  // Copies a Uint8Array to where the next call expects its input. False if there is no memory.
  bool stage(const val& bytes);

  // Everything that JavaScript needs to know: sizes, options, history.
  val facts() const;
  bool trained() const { return model_->trained(); }
  // Returns a Uint8Array. attachment: number of staged bytes to save with the model; facts() of the
  // loaded model returns them.
  val save(double attachment);

  // Sets the columns of a mixed table; call it before inspecting an untrained model's rows. Rows
  // then have the form described in data/column.hpp, in double precision.
  void set_columns(const val& columns);

  // ---- Training: check memory, inspect every chunk, prepare, store every chunk, begin,
  // train_batch... On a stream: check memory, inspect a sample, prepare_stream, begin. Then for
  // each epoch: begin_pass, append and train_batch as room and rows allow, end_pass.

  // Held-out rows are a share of the rows, or separate rows. For separate rows: begin_held_out
  // after inspecting the training rows, inspect_held_out, and store_held_out after prepare.

  // Bytes that training on such rows takes beyond what the model holds already, and bytes that
  // separate held-out rows add.
  double training_bytes(double rows, double features, int kind) const;
  double held_out_bytes(double rows, double features, int kind) const;
  // Whether WebAssembly can allocate that many bytes.
  bool can_allocate(double bytes) const;

  // share: the share of rows to hold out; 0 for none.
  void begin_inspection(double rows, double features, int kind, double share);
  val inspect(double rows, int kind);  // a fault, or undefined
  void begin_held_out(double rows, int kind);
  val inspect_held_out(double rows, int kind);  // as inspect()
  val prepare();                                // a fault, or undefined; makes room for the rows
  void store(double rows, int kind);
  void store_held_out(double rows, int kind);
  // Bytes that training on a stream takes; rows: 0 if their number is unknown.
  double stream_bytes(double shuffle_rows, double piece, double rows) const;
  val prepare_stream(double shuffle_rows, double piece, double rows);  // as prepare()
  void begin_pass() { stream_->begin_pass(); }
  double room() const { return static_cast<double>(stream_->room()); }  // rows
  val append(double rows, int kind);  // at most room() rows; a fault, or undefined
  void end_pass() { stream_->end_pass(); }
  // patience: of early stopping; 0 for none.
  void begin_training(int patience, double min_delta);
  int train_batch();  // BatchOutcome
  // Whether the next train_batch() measures held-out rows.
  bool validating() const { return model_->run()->validating(); }
  bool early_stop() const { return model_->early_stop(); }
  double best_epoch() const { return static_cast<double>(model_->best_epoch()); }
  val progress() const;    // within the current epoch
  val last_epoch() const;  // the record of the epoch that just ended
  void end_training();
  // Discards rows that were inspected or stored but never trained on.
  void drop_rows();

  // ---- Inference: staged rows in, results out.

  val fault_in(double rows, int kind);  // a fault, or undefined
  val encode(double rows, int kind);    // n x L means, then n x L log-variances
  val decode(double latents);           // staged: n x L floats; n x D
  val reconstruct(double rows, int kind);
  val generate(double seed, double first, double rows, int source, bool mean);
  val row_losses(double rows, int kind, int latent, double seed, double first);  // n, then n
  // For a mixed table (native_engine_tables.cpp), with results of n x D doubles. Staged are the
  // conditions or nothing, the rows, or the latents; decode_table() takes the conditions as an
  // array.
  val generate_table(double seed, double first, double rows, int source);
  val reconstruct_table(double rows);
  val decode_table(double latents, const val& conditions);
  double generated() const { return static_cast<double>(model_->generated()); }
  void set_generated(double rows) { model_->set_generated(static_cast<std::uint64_t>(rows)); }

  // ---- Inference in several calls (native_engine_inference.cpp): begin, as many calls as needed,
  // a result. The model must not change meanwhile. end_inference() discards what was begun.

  // Scores staged rows, or each of their features: draw(), then scores() or feature_scores().
  // shared: whether all rows share their noise.
  bool begin_scores(double rows, int kind, double first, double seed, bool shared);
  bool begin_feature_scores(double rows, int kind, double seed);
  void draw(double samples);
  val scores(int method);  // n
  val feature_scores();    // n x D
  // Completes staged rows of a mixed table: draw(), then completions(), draws x n x D.
  bool begin_imputation(double rows, double first, double draws, double seed);
  val completions();

  // Fits the model's threshold to staged scores and returns its value.
  val fit_threshold(double scores, int method, double samples, double seed, double quantile);
  val threshold() const;                     // { value, method, samples, seed }, or undefined
  val anomaly_probabilities(double scores);  // staged; n

  // Statistics of the posteriors, and the columns whose learned variance is at its bound.
  void begin_activity();
  void add_activity(double rows, int kind);
  val activity();  // { variance, kl, columnsAtBound }

  // staged: two latent vectors; points first, first + 1, ... of the `steps` of a path; n x D
  val interpolate(double steps, double first, double count, int method);

  bool begin_mixture(double rows, int components, double seed);
  void add_to_mixture(double rows, int kind);
  void add_centre() { mixture_fit_->add_centre(); }
  void accumulate_mixture(double first, double rows);
  val update_mixture();  // undefined before the M step is done; then the mean log-likelihood
  void keep_mixture();   // stores it in the model
  bool has_mixture() const { return model_->fitted().mixture.has_value(); }

  void end_inference();

 private:
  bool can_score(double rows);
  const double* staged_conditions() const;
  Rows staged(double rows, Index features, int kind) const;
  Rows staged(double rows, int kind) const { return staged(rows, model_->features(), kind); }

  std::optional<Model> model_;
  Staging input_, output_;
  std::size_t staged_bytes_ = 0;

  struct Intake {  // rows being collected for training
    std::uint64_t rows;
    RowKind kind;
    ColumnStatistics statistics;
    std::optional<Marginals> marginals;  // for a mixed table before the first training
    Model::Preparation preparation;
    std::optional<Dataset> data;
    std::unique_ptr<ShuffleBuffer> stream;

    double share = 0;
    std::optional<HeldOutDraw> draw;  // of the current pass, for a share
    std::uint64_t passed = 0;         // rows of that pass so far
    struct HeldOut {
      std::uint64_t rows;
      RowKind kind;
      ColumnStatistics statistics;
      std::optional<HeldOutRows> data;
    };
    std::optional<HeldOut> held_out;

    void begin_pass(std::uint64_t seed);
    const Marginals* known_marginals() const { return marginals ? &*marginals : nullptr; }
    // Calls use(held_out, rows, number of the first row) for runs of consecutive rows.
    template <class Use>
    void split(const Rows& rows, Use&& use);
  };
  void settle();  // computes the preparation from the statistics
  val fault_of_preparation() const;
  std::optional<Intake> intake_;
  ShuffleBuffer* stream_ = nullptr;  // of the intake, later of the training

  std::optional<RowScores> row_scores_;
  std::optional<FeatureScores> feature_scores_;
  std::optional<Imputation> imputation_;
  std::optional<LatentActivity> activity_;
  std::optional<MixtureFit> mixture_fit_;
};

}  // namespace vae1
