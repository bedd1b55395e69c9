// A complete VAE: options, scaling, network, optimiser, history, and possibly one training in
// progress. It computes in single precision and takes and returns the user's units.
//
// Nothing throws: callers' errors come back as values and leave the model unchanged.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "anomaly/threshold.hpp"
#include "config.hpp"
#include "data/column.hpp"
#include "data/feature_scaling.hpp"
#include "inference/inference.hpp"
#include "inference/neighbour_scores.hpp"
#include "network/vae.hpp"
#include "optimiser/adam.hpp"
#include "prior/gaussian_mixture.hpp"
#include "saved_model.hpp"
#include "schedules/learning_rate.hpp"
#include "training/best_weights.hpp"
#include "training/history.hpp"
#include "training/prior_fit.hpp"
#include "training/reference_rows.hpp"
#include "training/shuffle_buffer.hpp"
#include "training/training_run.hpp"
#include "types.hpp"

namespace vae1 {

// starved: nothing was done because rows are missing. held_out: a piece of the held-out rows
// instead of a batch.
enum class BatchOutcome : std::uint8_t { batch, epoch, diverged, starved, held_out };

class Model {
 public:
  // threads: how many a step may use; 1 in a build without threads.
  explicit Model(Config config, int threads = 1);
  // The model that saved() describes, or a sentence that says what is wrong with the description.
  // Checks every size before it takes memory.
  static std::variant<Model, std::string> restored(SavedModel&& saved, int threads = 1);
  // Of a trained model; and the most bytes that the call takes, a double because the answer may
  // exceed any address space.
  SavedModel saved() const;
  double saved_bytes() const;

  int threads() const { return team_->size(); }
  const Config& config() const { return config_; }
  void set_deterministic(bool on) { config_.deterministic = on; }  // a loaded model may change it
  bool trained() const { return optimiser_ && optimiser_->steps() > 0; }
  Index features() const { return trained() ? network_->features() : 0; }  // D; 0 before training
  // N of the last training, the default number of rows to generate.
  std::uint64_t rows() const { return counters_.rows; }
  Likelihood likelihood() const { return likelihood_; }  // automatic before training
  std::uint64_t parameters() const;                      // free parameters of the network
  const std::vector<EpochRecord>& history() const { return history_; }
  // Including those that were aborted.
  std::uint64_t epochs_begun() const { return counters_.epochs_begun; }
  // The epoch whose weights inference uses: the one with the lowest held-out loss. 0 means the
  // latest weights, always the case during training.
  std::uint64_t best_epoch() const { return best_.origin().epoch; }

  // The columns of a mixed table; set them before the first training. Rows then have the form
  // described in column.hpp.
  void set_columns(std::vector<Column> columns) { columns_ = std::move(columns); }
  std::span<const Column> columns() const { return columns_; }
  // Whether values may be absent (NaN).
  bool takes_gaps() const { return config_.missing || !columns_.empty(); }

  // The caller's own bytes, saved with the model and not interpreted.
  std::span<const std::uint8_t> attachment() const { return attachment_; }
  void set_attachment(std::vector<std::uint8_t> bytes) { attachment_ = std::move(bytes); }

  // ---- Training: an intake of the rows, then batch after batch.

  // What the model is before the rows of the next training (training/intake.hpp).
  Preparation preparation() const;

  // Peak bytes of training on `rows` rows with these features; a double because the answer may
  // exceed any address space.
  double training_bytes(double rows, double features, RowKind kind) const;
  // The additional bytes for held-out rows.
  double held_out_bytes(double rows, double features, RowKind kind) const;

  // The buffer for a stream of `rows` rows (none: unknown) that come at most `piece` at a time, and
  // the peak bytes of training with it.
  ShuffleBuffer::Size stream_buffer(std::uint64_t shuffle_rows, std::uint64_t piece,
                                    std::optional<std::uint64_t> rows) const;
  double stream_bytes(ShuffleBuffer::Size size, double features, RowKind kind) const;

  // Takes ownership of the rows. An untrained model stays untrained until the first batch is done.
  void begin_training(TrainingStart start);
  // Trains one mini-batch, or after an epoch's batches measures one piece of the held-out rows. On
  // `epoch`, history().back() is the record of the finished epoch; without held-out rows this call
  // also did its last batch. On `diverged`, the model is back at its last finite epoch and training
  // has ended.
  BatchOutcome train_batch();
  // After an epoch: whether the held-out loss says to stop.
  bool early_stop() const;
  const TrainingRun* run() const { return run_.get(); }  // position and running means
  // Keeps the finished batches. The model is ready for use, with the prior N(0, I).
  void end_training();
  // After end_training(): does a piece of the fit of the learned prior, which becomes the model's
  // if it should. Returns whether nothing is left to do; at once if there is none to fit: for a
  // stream, whose rows are gone, or within an epoch. Reads may come in between.
  bool fit_prior();
  void drop_prior_fit() { prior_fit_.reset(); }

  // ---- Inference, in inference/, latent/ and anomaly/. The model must be trained and must not
  // change meanwhile.

  Inference inference() { return {*network_, *scaling_, prior()}; }
  Team& team() { return *team_; }
  // What was fitted to the current weights; the next training step discards it.
  const Fitted& fitted() const { return fitted_; }
  void set_threshold(Threshold threshold) {
    fitted_.threshold = std::move(threshold);
    fitted_in_training_ = run_ != nullptr;
  }
  // Replaces the mixture. It becomes the prior if a mixture is or should be; a threshold was for
  // scores under the prior before.
  void set_mixture(GaussianMixture mixture);

  // Training rows to compare others with, M x D in the model's units, and their codes under the
  // current weights, for NeighbourScores to fill in.
  ConstMatrixView<float> reference_rows() const { return references_.rows(); }
  ReferenceCodes& reference_codes() { return reference_codes_; }

  // How many rows have been generated without an explicit seed, which is where the next ones
  // continue.
  std::uint64_t generated() const { return generated_; }
  void set_generated(std::uint64_t count) { generated_ = count; }

 private:
  NetworkSizes network_sizes(double features) const;  // the most, before there is one
  double row_bytes(double features, RowKind kind) const;
  // The learned one; null for N(0, I).
  const GaussianMixture* prior() const {
    return fitted_.prior == Prior::mixture ? &*fitted_.mixture : nullptr;
  }
  void begin_prior_fit();
  void make_network(FeatureScaling scaling, Architecture architecture);
  void forget_network();
  Objective objective(double beta) const;
  // The most that training keeps, in rows.
  Index most_references(double rows, double features) const;
  BatchOutcome validate_piece();
  BatchOutcome end_epoch(std::optional<Losses> validation);
  double loss_at_target(const Losses& training) const;
  BatchOutcome diverge();
  bool finite_state() const;
  // Saves and restores the last finite state.
  void keep();
  void bring_back();

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
  std::unique_ptr<PriorFit> prior_fit_;
  std::vector<EpochRecord> history_;
  struct Counters {
    std::uint64_t rows = 0;
    std::uint64_t epochs_begun = 0;  // keys the shuffle and the noise; includes aborted epochs
  };
  Counters counters_;
  Fitted fitted_;
  ReferenceRows references_;
  ReferenceCodes reference_codes_;
  struct State {
    Vector<float> parameters;
    Adam<float> optimiser{0};
    Counters counters;
    Fitted fitted;
  };
  std::unique_ptr<State> kept_;  // of a training: the last finite state
  bool fitted_in_training_ = false;
  std::uint64_t generated_ = 0;
};

}  // namespace vae1
