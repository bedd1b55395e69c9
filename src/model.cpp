#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "data/copula_fit.hpp"
#include "data/marginals.hpp"
#include "random/stream.hpp"

namespace vae1 {

Model::Model(Config config, int threads)
    : config_(std::move(config)),
      team_(std::make_unique<Team>(threads)),
      learning_rate_(config_.learning_rate) {}

NetworkSizes Model::network_sizes(double features) const {
  return trained() ? NetworkSizes(network_->architecture())
                   : NetworkSizes(config_, features, columns_);
}

std::uint64_t Model::parameters() const {
  return trained() ? static_cast<std::uint64_t>(network_->layout().count()) : 0;
}

void Model::make_network(FeatureScaling scaling, Architecture architecture) {
  likelihood_ = architecture.likelihood;
  scaling_ = std::move(scaling);
  network_ = std::make_unique<Vae<float>>(std::move(architecture), *team_);
  // A density needs a column that varies. A constant Bernoulli column, such as a pixel that is
  // always 0, stays: its loss soon vanishes, and image losses stay comparable with published ones.
  if (likelihood_ != Likelihood::bernoulli)
    for (const Index j : scaling_->constants()) network_->exclude(j);
  optimiser_ = std::make_unique<Adam<float>>(network_->layout().stored());
  learning_rate_ = LearningRate(config_.learning_rate);
}

void Model::forget_network() {
  likelihood_ = Likelihood::automatic;
  scaling_.reset();
  network_.reset();
  optimiser_.reset();
}

// ---- Training

Preparation Model::preparation() const {
  if (trained()) return {likelihood_, columns_, scaling_, network_->architecture().copula};
  return {config_.likelihood, columns_, std::nullopt, {}};
}

// Of a stored row. This runs before the statistics are known, so bytes count as floats unless they
// certainly stay bytes.
double Model::row_bytes(double features, RowKind kind) const {
  const auto likelihood = trained() ? likelihood_ : config_.likelihood;
  return features * (kind == RowKind::bytes && likelihood != Likelihood::gaussian ? 1 : 4);
}

double Model::training_bytes(double rows, double features, RowKind kind) const {
  const auto network = network_sizes(features);
  // Parameters, two moments and one layer during initialisation, unless they exist; three parts of
  // a kept state.
  const double copies = (trained() ? 3 : 7) + (std::isinf(config_.max_gradient_norm) ? 0 : 1);
  const auto batch = std::min(static_cast<double>(config_.batch_size), rows);
  const double capacity = std::max(static_cast<double>(Inference::smallest_capacity), batch);
  return rows * (row_bytes(features, kind) + 4) + 4 * copies * network.stored() +
         network.workspace_bytes(capacity, static_cast<double>(objective(1).samples), threads()) +
         8 * batch + 8 * features * static_cast<double>(most_references(rows, features)) +
         (columns_.empty() ? 0 : Marginals::bytes(features) + CopulaFit::bytes(features)) +
         (config_.prior == Prior::standard ? 0
                                           : PriorFit::bytes(rows, config_.latent_dim, threads()));
}

double Model::held_out_bytes(double rows, double features, RowKind kind) const {
  return rows * row_bytes(features, kind) + 4 * network_sizes(features).stored();
}

ShuffleBuffer::Size Model::stream_buffer(std::uint64_t shuffle_rows, std::uint64_t piece,
                                         std::optional<std::uint64_t> rows) const {
  const auto most = rows.value_or(std::numeric_limits<std::uint64_t>::max());
  const auto batch = static_cast<std::uint64_t>(config_.batch_size);
  // Two pieces, to compute on one while the next arrives.
  return {std::min(shuffle_rows, most), std::min(batch, most) + 2 * piece};
}

double Model::stream_bytes(ShuffleBuffer::Size size, double features, RowKind kind) const {
  const auto capacity = static_cast<double>(size.capacity());
  return training_bytes(capacity, features, kind) + capacity * ShuffleBuffer::bytes_per_row;
}

void Model::begin_training(TrainingStart start) {
  drop_prior_fit();
  auto& [preparation, rows, validation] = start;
  if (!trained()) {
    columns_ = std::move(preparation.columns);
    const Index features = preparation.scaling->features();
    auto architecture = architecture_of(config_, features, preparation.likelihood, columns_);
    architecture.copula = std::move(preparation.copula);
    make_network(std::move(*preparation.scaling), std::move(architecture));
    network_->initialise(config_.seed);
  }
  const auto run_rows = rows->rows();
  const auto batch = static_cast<std::uint64_t>(config_.batch_size);
  const auto largest = static_cast<Index>(std::min(batch, rows->rows().value_or(batch)));
  const Index capacity = std::max(largest, Inference::smallest_capacity);
  const Index samples = objective(1).samples;
  if (network_->capacity() < capacity || network_->samples() < samples)
    network_->reserve(capacity, samples);
  const auto stored = static_cast<double>(run_rows.value_or(max_seed));
  references_.reserve(most_references(stored, static_cast<double>(network_->features())),
                      network_->features());
  run_ = std::make_unique<TrainingRun>(std::move(rows), std::move(validation), largest,
                                       config_.latent_dim, GivenCells(config_.seed, columns_));
}

Objective Model::objective(double beta) const {
  const bool iwae = config_.objective == Bound::iwae;
  return {config_.objective, beta, config_.free_bits, iwae ? config_.importance_samples : 1};
}

// A table's cells may be absent or levels, and a Bernoulli's values have no distance in nats.
Index Model::most_references(double rows, double features) const {
  const auto likelihood = trained() || network_ ? likelihood_ : config_.likelihood;
  if (likelihood != Likelihood::gaussian || takes_gaps() || config_.reference_rows == 0) return 0;
  const auto most = ReferenceRows::limit(config_.reference_rows, static_cast<Index>(features));
  return static_cast<Index>(std::min(static_cast<double>(most), rows));
}

BatchOutcome Model::train_batch() {
  auto& run = *run_;
  if (run.validating()) return validate_piece();
  if (!run.ready()) return BatchOutcome::starved;
  if (run.at_epoch_start()) {
    best_.withdraw(network_->parameters());
    keep();
    references_.begin_epoch();
    const std::uint64_t done = history_.size();
    run.begin_epoch(config_.seed, static_cast<std::uint32_t>(counters_.epochs_begun++),
                    {config_.beta.at(done), learning_rate_.at(done)});
  }
  const auto numbers = run.next_batch(network_->input(network_->capacity()).data());
  const auto n = static_cast<Index>(numbers.size());
  references_.take(as_const(network_->input(n)));
  const auto minimised = objective(run.settings().beta);
  fill_noise(*network_, n, minimised.samples, Stream(config_.seed, Purpose::training),
             static_cast<std::uint32_t>(counters_.epochs_begun - 1),
             [&](Index row) { return numbers[static_cast<std::size_t>(row)]; });
  if (network_->knows_cells())
    for (Index i = 0; i < n; ++i)
      run.given_cells().draw(static_cast<std::uint32_t>(counters_.epochs_begun - 1),
                             numbers[static_cast<std::size_t>(i)], row_of(network_->input(n), i),
                             row_of(network_->known(n), i));

  const auto sums = network_->step(
      n, minimised, *optimiser_,
      {run.settings().learning_rate, config_.weight_decay, config_.max_gradient_norm});
  if (!sums.finite()) return diverge();
  run.means().add(sums, network_->kl_per_dimension(), n,
                  scaling_->log_determinant() + run.mean_own_units());
  counters_.rows = run.rows();
  fitted_ = {};
  reference_codes_ = {};
  if (!run.at_epoch_end()) return BatchOutcome::batch;
  // An overflow in the last batch would otherwise show only in the next epoch's loss.
  if (!finite_state()) return diverge();
  if (!run.validation()) return end_epoch(std::nullopt);
  run.begin_validation();
  return BatchOutcome::batch;
}

// Uses the schedule's target beta and no free bits, so that epochs are comparable. The noise is
// that of the read "rowLosses" with the model's seed.
BatchOutcome Model::validate_piece() {
  auto& validation = *run_->validation();
  const std::uint64_t first = validation.position();
  const Index n =
      validation.next_piece(network_->capacity(), network_->input(network_->capacity()).data());
  const auto measured = objective(config_.beta.to);
  fill_noise(*network_, n, measured.samples, Stream(config_.seed, Purpose::evaluation), 0,
             [&](Index row) { return first + static_cast<std::uint64_t>(row); });
  const auto sums = network_->measure(n, measured);
  if (!sums.finite()) return diverge();
  validation.add(sums);
  if (!validation.at_end()) return BatchOutcome::held_out;
  return end_epoch(validation.means(scaling_->log_determinant()));
}

BatchOutcome Model::end_epoch(std::optional<Losses> validation) {
  references_.keep();
  history_.push_back(run_->record(history_.size() + 1));
  auto& record = history_.back();
  record.validation = validation;
  const bool settled = config_.beta.settled(record.epoch - 1);
  if (validation && settled)
    best_.consider(history_, run_->validation()->fingerprint(), network_->parameters());
  else
    best_.forget();
  const auto measured =
      validation ? LearningRate::Measured::held_out : LearningRate::Measured::training;
  if (settled)
    learning_rate_.after_epoch(validation ? validation->loss : loss_at_target(record.training),
                               measured, best_.origin().first_epoch == record.epoch);
  run_->end_epoch();
  return BatchOutcome::epoch;
}

// The training loss with the final beta of a schedule: losses with different betas are not
// comparable.
double Model::loss_at_target(const Losses& training) const {
  if (config_.objective == Bound::iwae) return training.loss;
  return training.reconstruction + config_.beta.to * training.kl;
}

BatchOutcome Model::diverge() {
  bring_back();
  end_training();
  drop_prior_fit();
  return BatchOutcome::diverged;
}

bool Model::early_stop() const {
  const auto* validation = run_->validation();
  if (!validation || !validation->stopping() || best_.origin().epoch == 0) return false;
  const auto first = static_cast<std::size_t>(best_.origin().first_epoch - 1);
  return validation->stopping()->reached(std::span(history_).subspan(first));
}

void Model::keep() {
  if (!kept_) kept_ = std::make_unique<State>();
  kept_->parameters = network_->parameters();
  kept_->optimiser = *optimiser_;
  kept_->counters = counters_;
  kept_->fitted = fitted_;
}

void Model::bring_back() {
  network_->parameters() = kept_->parameters;
  *optimiser_ = kept_->optimiser;
  counters_ = kept_->counters;
  fitted_ = kept_->fitted;
  run_->end_epoch();
}

bool Model::finite_state() const {
  return network_->parameters().allFinite() && optimiser_->first_moment().allFinite() &&
         optimiser_->second_moment().allFinite();
}

void Model::end_training() {
  // Training stopped within an epoch, before its loss could show a divergence.
  const bool part = !run_->at_epoch_start();
  if (part && !finite_state())
    bring_back();
  else if (part && !run_->validation())
    best_.forget();  // the weights have been trained since and may be better
  // Anything fitted meanwhile belongs to the weights that the best ones now replace.
  const auto best_epoch = best_.origin().epoch;
  const bool now_best = run_->at_epoch_start() && best_epoch == history_.size();
  if (fitted_in_training_ && best_epoch != 0 && !now_best) fitted_ = {};
  fitted_in_training_ = false;
  // A first epoch that was not finished has seen rows, too.
  if (part && references_.count() == 0) references_.keep();
  references_.end_training();
  reference_codes_ = {};
  if (!part) begin_prior_fit();
  run_.reset();
  kept_.reset();
  best_.serve(network_->parameters());
  if (!trained()) forget_network();
}

void Model::begin_prior_fit() {
  const bool any = run_->means().rows() > 0;
  if (!any || config_.prior == Prior::standard || !run_->ready()) return;
  if (config_.prior == Prior::automatic && !run_->validation()) return;
  const double epochs = static_cast<double>(history_.size());
  const double multiply_adds = 3 * epochs * static_cast<double>(run_->rows()) *
                               static_cast<double>(network_->layout().count());
  prior_fit_ = std::make_unique<PriorFit>(
      PriorFit::Settings{config_.prior, config_.latent_dim, config_.seed,
                         static_cast<std::uint32_t>(counters_.epochs_begun), multiply_adds},
      run_->take_rows(), run_->take_validation());
}

bool Model::fit_prior() {
  if (!prior_fit_) return true;
  if (!prior_fit_->advance({*network_, *scaling_}, *team_)) return false;
  if (auto mixture = prior_fit_->take_prior()) {
    fitted_ = {};
    fitted_.mixture = std::move(mixture);
    fitted_.prior = Prior::mixture;
  }
  drop_prior_fit();
  return true;
}

void Model::set_mixture(GaussianMixture mixture) {
  fitted_.mixture = std::move(mixture);
  if (config_.prior == Prior::mixture) fitted_.prior = Prior::mixture;
  if (fitted_.prior == Prior::mixture) fitted_.threshold.reset();
  fitted_in_training_ = run_ != nullptr;
}

}  // namespace vae1
