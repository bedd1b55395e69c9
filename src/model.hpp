// A VAE as its users know it: options, scaling, network, optimiser, history, and one training
// that may be under way. Single precision, user's units at every edge.
//
// Nothing here throws: what a caller can get wrong comes back as a value, and leaves the model
// as it was.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anomaly/threshold.hpp"
#include "config.hpp"
#include "data/column.hpp"
#include "data/column_statistics.hpp"
#include "data/dataset.hpp"
#include "data/fault.hpp"
#include "data/feature_scaling.hpp"
#include "data/marginals.hpp"
#include "data/rows.hpp"
#include "latent/gaussian_mixture.hpp"
#include "network/vae.hpp"
#include "reading/cell_draws.hpp"
#include "reading/reading.hpp"
#include "training/adam.hpp"
#include "training/best_weights.hpp"
#include "training/history.hpp"
#include "training/learning_rate.hpp"
#include "training/row_source.hpp"
#include "training/shuffle_buffer.hpp"
#include "training/training_run.hpp"
#include "training/validation.hpp"
#include "types.hpp"

namespace vae1 {

// starved: nothing done, for want of rows. held_out: no batch, but a piece of the held-out rows.
enum class BatchOutcome : std::uint8_t { batch, epoch, diverged, starved, held_out };

// Which latent a reconstruction is scored at.
enum class LatentChoice : std::uint8_t { sample, mean };

// What generated latents are drawn from.
enum class LatentSource : std::uint8_t { prior, mixture };

class Model {
 public:
  // threads: those that a step may use; a build without threads has 1.
  explicit Model(Config config, int threads = 1);

  int threads() const { return team_->size(); }
  const Config& config() const { return config_; }
  void set_deterministic(bool on) { config_.deterministic = on; }  // as VAE.load() may ask
  bool trained() const { return optimiser_ && optimiser_->steps() > 0; }
  Index features() const { return trained() ? network_->features() : 0; }  // D; 0 before training
  // N of the last training; generate()'s default.
  std::uint64_t rows() const { return counters_.rows; }
  Likelihood likelihood() const { return likelihood_; }  // automatic before training
  std::uint64_t parameters() const;                      // free parameters of the network
  const std::vector<EpochRecord>& history() const { return history_; }
  // The epoch whose weights reading uses, that with the lowest held-out loss; 0 for the weights
  // that training goes on from, as ever while a training is under way.
  std::uint64_t best_epoch() const { return best_.origin().epoch; }

  // The columns of a mixed table, before the first training; rows are then as column.hpp has them.
  void set_columns(std::vector<Column> columns) { columns_ = std::move(columns); }
  std::span<const Column> columns() const { return columns_; }
  // Whether a value may be absent, NaN.
  bool takes_gaps() const { return config_.missing || !columns_.empty(); }

  // Bytes of the caller's that are saved with the model, and mean nothing to it.
  std::span<const std::uint8_t> attachment() const { return attachment_; }
  void set_attachment(std::vector<std::uint8_t> bytes) { attachment_ = std::move(bytes); }

  // ---- Training. Statistics first, then the rows, then batch after batch.

  // What the given statistics make of the data: the scaling that stays with the model, or the
  // fault that keeps them from being trained on. A trained model keeps the scaling it has.
  struct Preparation {
    std::optional<Fault> fault;
    std::optional<FeatureScaling> scaling;
    Likelihood likelihood = Likelihood::automatic;
    std::vector<Column> columns;  // of a mixed table, settled
  };
  // marginals: of the same rows, of a mixed table; else null.
  Preparation prepare(const ColumnStatistics& statistics,
                      const Marginals* marginals = nullptr) const;
  // The scaling comes from the rows to train on alone; the held-out ones only must not have values
  // that the likelihood cannot take. same_data: they are a share of the same data, so that their
  // rows have numbers in the same order and they have a say in an automatic likelihood.
  Preparation prepare(const ColumnStatistics& statistics, const Marginals* marginals,
                      const ColumnStatistics& held_out, bool same_data) const;

  // Bytes that train() will hold at once for `rows` rows of these features, in double because
  // the answer may lie far beyond any address space.
  double training_bytes(double rows, double features, RowKind kind) const;
  // The same of held-out rows beside them.
  double held_out_bytes(double rows, double features, RowKind kind) const;

  // The buffer for a stream of which `rows` rows are known to come (none: it may be any number)
  // and at most `piece` at a time; and the bytes that train() will hold at once with it.
  ShuffleBuffer::Size stream_buffer(std::uint64_t shuffle_rows, std::uint64_t piece,
                                    std::optional<std::uint64_t> rows) const;
  double stream_bytes(ShuffleBuffer::Size size, double features, RowKind kind) const;

  // Takes over rows already in the model's units, or what they come from. An untrained model stays
  // one until the first batch is done.
  void begin_training(Dataset data, const Preparation& preparation,
                      std::unique_ptr<Validation> validation = nullptr);
  void begin_training(std::unique_ptr<RowSource> source, const Preparation& preparation,
                      std::unique_ptr<Validation> validation = nullptr);
  // One mini-batch, or once all of an epoch are done, one piece of the held-out rows. At `epoch`
  // the record of the epoch just ended is history().back(), and without held-out rows its last
  // batch was done; at `diverged` the model is back at its last finite epoch and the training is
  // over.
  BatchOutcome train_batch();
  // After an epoch: whether the held-out loss says that the training has gone on long enough.
  bool early_stop() const;
  const TrainingRun* run() const { return run_.get(); }  // position and running means
  void end_training();                                   // keeps the batches done

  // ---- Reading. `rows` are in the user's units; results are written to memory of the caller.

  // For the reads that have files of their own: reading/, anomaly/, latent/. The model must be
  // trained, and stay as it is meanwhile.
  Reading reading() { return {*network_, *scaling_}; }
  // What was fitted to the model as it stands: the next training step makes it stale, and drops it.
  struct Fitted {
    std::optional<Threshold> threshold;
    std::optional<GaussianMixture> mixture;
  };
  const Fitted& fitted() const { return fitted_; }
  void set_threshold(Threshold threshold) {
    fitted_.threshold = std::move(threshold);
    fitted_in_training_ = run_ != nullptr;
  }
  void set_mixture(GaussianMixture mixture) {
    fitted_.mixture = std::move(mixture);
    fitted_in_training_ = run_ != nullptr;
  }

  // mean, log_variance: n x L.
  void encode(const Rows& rows, float* mean, float* log_variance);
  // latents: n x L -> out: n x D, the mean of the likelihood in the user's units.
  void decode(const float* latents, Index n, float* out);
  // out: n x D, decode(mean of encode).
  void reconstruct(const Rows& rows, float* out);
  // Rows first, first + 1, ... of the stream of `seed`. out: n x D. Gaussian rows are drawn from
  // the likelihood unless `mean`; Bernoulli rows are its probabilities. LatentSource::mixture needs
  // fitted().mixture.
  void generate(std::uint64_t seed, std::uint64_t first, Index n, LatentSource source, bool mean,
                float* out);
  // Of a mixed table, in rows of its columns. conditions: n x D, of which the conditions are read,
  // and come back as they were given; null where there are none. What decode() and reconstruct()
  // give of a column of levels is the most probable.
  void decode_rows(const float* latents, const double* conditions, Index n, double* out);
  // rows: in double precision.
  void reconstruct_rows(const Rows& rows, double* out);
  void generate_rows(std::uint64_t seed, std::uint64_t first, Index n, LatentSource source,
                     const double* conditions, double* out);
  // The stream that generate() draws on from when it is given no seed: rows drawn so far.
  std::uint64_t generated() const { return generated_; }
  void set_generated(std::uint64_t count) { generated_ = count; }

  // Per row, in nats in the user's units: -log p(x|z), of all that training counts, and
  // KL(q(z|x) || p(z)). The noise of row i
  // is that of evaluation row first + i.
  void row_losses(const Rows& rows, LatentChoice latent, std::uint64_t seed, std::uint64_t first,
                  double* reconstruction, double* kl);

  // The first value that this model cannot take: not finite, or outside [0, 1] for Bernoulli.
  std::optional<Fault> fault_in(const Rows& rows) const;

 private:
  friend struct ModelFile;

  Architecture architecture(Index features, Likelihood likelihood) const;
  Widths widths(double features) const;  // before the network is made: the most that they may be
  void make_network(FeatureScaling scaling, Likelihood likelihood);
  void forget_network();
  Objective objective(double beta) const;
  BatchOutcome validate_piece();
  BatchOutcome end_epoch(std::optional<Losses> validation);
  double loss_at_target(const Losses& training) const;
  BatchOutcome diverge();
  bool finite_state() const;
  // The last finite state: takes it, goes back to it.
  void keep();
  void bring_back();
  void decode_to(Index n, float* out);
  void draw_latents(std::uint64_t seed, std::uint64_t first, LatentSource source, Index n);
  void take_conditions(const double* conditions, Index n);
  void central_rows(Index n, const double* conditions, double* out);
  void copy_conditions(const double* conditions, Index n, double* out) const;

  Config config_;
  std::unique_ptr<Team> team_;
  Likelihood likelihood_ = Likelihood::automatic;
  std::vector<Column> columns_;
  std::vector<std::uint8_t> attachment_;
  std::optional<FeatureScaling> scaling_;
  std::unique_ptr<Vae<float>> network_;
  std::unique_ptr<Adam<float>> optimiser_;
  LearningRate learning_rate_;
  BestWeights best_;
  std::unique_ptr<TrainingRun> run_;
  std::vector<EpochRecord> history_;
  CellDraws cells_;
  struct Counters {
    std::uint64_t rows = 0;
    std::uint64_t epochs_started = 0;  // keys the shuffle and the noise; counts aborted ones too
  };
  Counters counters_, kept_;     // now, and at the last finite state
  Fitted fitted_, kept_fitted_;  // likewise
  bool fitted_in_training_ = false;
  std::uint64_t generated_ = 0;
};

}  // namespace vae1
