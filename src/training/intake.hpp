// The rows of a training, from the caller to the first batch.
//
// Rows come twice: inspect() all of them, prepare(), store() the same ones again. Rows of a stream
// come once: inspect() a sample, prepare_stream(), and append to stream() while training. Some rows
// may be held out: a share of the rows, or separate rows, which have row numbers of their own and
// come after the others. No result depends on how the rows are split into blocks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "../data/column_statistics.hpp"
#include "../data/copula_fit.hpp"
#include "../data/dataset.hpp"
#include "../data/fault.hpp"
#include "../data/held_out_draw.hpp"
#include "../data/marginals.hpp"
#include "shuffle_buffer.hpp"
#include "training_run.hpp"

namespace vae1 {

class Intake {
 public:
  struct Form {
    std::uint64_t rows;  // N; of a stream, at most those of the sample
    Index features;      // D
    RowKind kind;
  };

  // Bytes for the statistics, the scaling, and a block of at least one row.
  static double bytes(double features) { return 16 * sizeof(double) * features; }

  // known: what the model is before the training. share: of the rows to hold out; 0 for none.
  Intake(const Config& config, Preparation known, const Form& form, double share = 0);
  // Announces separate held-out rows, once the others are inspected.
  void begin_held_out(std::uint64_t rows, RowKind kind);

  // Add rows to the statistics. They return the first value that no model can take.
  std::optional<Fault> inspect(const Rows& rows);
  std::optional<Fault> inspect_held_out(const Rows& rows);

  // Determine likelihood and scaling from the training rows alone, and make room for the rows. They
  // return the first value that the likelihood cannot take; held-out rows must not have one either.
  // A share of the rows belongs to the same data, so its values keep an automatic likelihood from
  // being Bernoulli.
  std::optional<Fault> prepare();
  // rows: of a pass, if known.
  std::optional<Fault> prepare_stream(ShuffleBuffer::Size size, std::optional<std::uint64_t> rows);
  const Form& form() const { return form_; }
  const Preparation& preparation() const { return preparation_; }

  void store(const Rows& rows);
  void store_held_out(const Rows& rows);
  ShuffleBuffer* stream() const { return stream_.get(); }  // null if the rows are stored

  // Ends the intake. stopping: by the loss of the held-out rows.
  TrainingStart start(std::optional<EarlyStopping> stopping = {}) &&;

 private:
  struct HeldOut {
    std::uint64_t rows;
    RowKind kind;
    ColumnStatistics statistics;
    std::optional<Dataset> data;
  };
  void begin_pass();
  // Calls use(held_out, rows, number of the first row) for runs of consecutive rows.
  template <class Use>
  void split(const Rows& rows, const Use& use);
  bool looks_bernoulli() const;
  std::optional<Fault> settle();
  // Of the settled likelihood.
  std::optional<Fault> likelihood_fault() const;

  std::uint64_t seed_;
  bool gaps_;  // whether values may be absent
  Form form_;
  double share_;
  Preparation preparation_;
  ColumnStatistics statistics_;
  std::optional<Marginals> marginals_;  // of a mixed table before the first training
  std::optional<CopulaFit> copula_;     // the same with an autoregressive decoder
  std::optional<HeldOutDraw> draw_;     // of the current pass, for a share
  std::uint64_t passed_ = 0;            // rows of that pass so far
  std::optional<HeldOut> held_out_;
  std::optional<Dataset> data_;
  std::unique_ptr<ShuffleBuffer> stream_;
};

}  // namespace vae1
