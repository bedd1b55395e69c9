// The table of all reads, and what each of them does.
#include <algorithm>
#include <utility>
#include <vector>

#include "../inference/chained_imputation.hpp"
#include "../inference/feature_scores.hpp"
#include "../inference/imputation.hpp"
#include "../inference/row_scores.hpp"
#include "../latent/activity.hpp"
#include "../latent/mixture_fit.hpp"
#include "../model.hpp"
#include "../network/posterior.hpp"
#include "made_row_reads.hpp"
#include "neighbour_read.hpp"
#include "read.hpp"

namespace vae1 {
namespace {

double rows_of(const ReadCall& call) { return static_cast<double>(call.block.rows.count); }
double features_of(const ReadCall& call) { return static_cast<double>(call.model.features()); }
// Of the model's prior; 0 for N(0, I).
double prior_components(const ReadCall& call) {
  const auto* prior = call.model.inference().prior;
  return prior ? static_cast<double>(prior->components().size()) : 0;
}

// n x D in the model's units, as a training stores them.
void code(ReadCall& call) {
  if (auto* out = call.result.values<float>(rows_of(call) * features_of(call)))
    call.model.inference().scaling.to_model(call.block.rows, out);
}

// n x L means, then n x L log-variances.
void encode(ReadCall& call) {
  const Index latent = call.model.config().latent_dim, half = call.block.rows.count * latent;
  auto* out = call.result.values<float>(2 * static_cast<double>(half));
  if (!out) return;
  const auto inference = call.model.inference();
  inference.in_pieces(call.block.rows, [&](Index first, Index n) {
    const auto head = inference.network.encode(n);
    MatrixView<float>(out + first * latent, n, latent) = head.leftCols(latent);
    MatrixView<float>(out + half + first * latent, n, latent) = head.rightCols(latent);
  });
}

// n times -log p(x|z) over everything that training counts, then n times KL, in nats in the user's
// units. Row i has the noise of evaluation row first + i.
void row_losses(ReadCall& call) {
  const auto& rows = call.block.rows;
  const auto number = call.block.first;
  auto* out = call.result.values<double>(2 * rows_of(call));
  if (!out) return;
  const Stream stream(call.argument<std::uint64_t>("seed"), Purpose::evaluation);
  const auto latent = call.argument<LatentChoice>("latent");
  const auto inference = call.model.inference();
  auto& network = inference.network;
  const auto& scaling = inference.scaling;
  inference.in_pieces(rows, [&](Index first, Index n) {
    if (latent == LatentChoice::mean) {
      network.posterior_mean(n);
    } else {
      inference.fill_noise(n, stream, number + static_cast<std::uint64_t>(first));
      network.posterior_sample(n);
    }
    network.decode(n);
    network.row_losses(n, out + first, out + rows.count + first);
    for (Index i = first; i < first + n; ++i)
      out[i] += scaling.log_determinant() + scaling.own_units(rows.slice(i, 1));
  });
}

// ---- What was fitted to the model. Nothing comes back if there is none.

void fit_threshold(ReadCall& call) {
  const auto n = static_cast<std::size_t>(call.block.rows.count);
  auto* out = call.result.values<double>(
      1, sizeof(double) * (rows_of(call) + static_cast<double>(Threshold::most_kept)));
  if (!out) return;
  std::vector<double> scores(call.given<double>(), call.given<double>() + n);
  const Scoring scoring = {call.argument<ScoreMethod>("method"),
                           call.argument<std::uint64_t>("samples"),
                           call.argument<std::uint64_t>("seed")};
  call.model.set_threshold(Threshold::fit(scoring, scores, call.argument("quantile")));
  *out = call.model.fitted().threshold->value();
}

// Its value, then how its rows were scored.
void threshold(ReadCall& call) {
  const auto& fitted = call.model.fitted().threshold;
  if (!fitted) return;
  const auto& [method, samples, seed] = fitted->scoring();
  if (auto* out = call.result.values<double>(4))
    std::ranges::copy(std::array{fitted->value(), static_cast<double>(method),
                                 static_cast<double>(samples), static_cast<double>(seed)},
                      out);
}

void anomaly_probabilities(ReadCall& call) {
  const auto& fitted = *call.model.fitted().threshold;
  if (auto* out = call.result.values<double>(rows_of(call)))
    std::transform(call.given<double>(), call.given<double>() + call.block.rows.count, out,
                   [&](double score) { return fitted.probability(score); });
}

// How many training rows the model keeps.
void references(ReadCall& call) {
  if (auto* out = call.result.values<double>(1))
    *out = static_cast<double>(call.model.reference_rows().rows());
}

// The number of its components.
void mixture(ReadCall& call) {
  const auto& fitted = call.model.fitted().mixture;
  if (!fitted) return;
  if (auto* out = call.result.values<double>(1))
    *out = static_cast<double>(fitted->components().size());
}

// ---- Reads that take several calls

// Draws a number of samples, so many at a time, and then finishes with `write`.
template <class Of, class Write>
class Draws final : public LongRead {
 public:
  Draws(std::uint64_t samples, Of of, Write write)
      : left_(samples), of_(std::move(of)), write_(std::move(write)) {}

  bool advance(std::uint64_t n) override {
    const auto now = std::min(n, left_);
    of_.add(now);
    left_ -= now;
    return left_ == 0;
  }
  void finish(ReadResult& result) override {
    if (auto* out = result.values<double>(static_cast<double>(of_.size()))) write_(of_, out);
  }

 private:
  std::uint64_t left_;
  Of of_;
  Write write_;
};

template <class Of, class Write>
std::unique_ptr<LongRead> draws(std::uint64_t samples, Of of, Write write) {
  return std::make_unique<Draws<Of, Write>>(samples, std::move(of), std::move(write));
}

// Room for scores of the call's rows, or of each of their features.
bool room_for_scores(ReadCall& call) {
  const double latent_dim = call.model.config().latent_dim;
  const auto at_once = static_cast<double>(call.model.inference().capacity());
  // The sums are doubles, two for each feature.
  return call.result.room(
      PosteriorDraws::bytes(rows_of(call), features_of(call), latent_dim, prior_components(call)) +
      4 * at_once * (features_of(call) + 2 * latent_dim) + 16 * rows_of(call) * features_of(call) +
      64 * rows_of(call));
}

// Scores of the block's rows: n values.
std::unique_ptr<LongRead> scores(ReadCall& call) {
  if (call.argument<ScoreMethod>("method") == ScoreMethod::neighbours)
    return neighbour_scores(call);
  if (!room_for_scores(call)) return nullptr;
  const bool shared = call.argument("shared") != 0;
  const Stream stream(call.argument<std::uint64_t>("seed"),
                      shared ? Purpose::scoring : Purpose::importance);
  return draws(
      call.argument<std::uint64_t>("samples"),
      RowScores(call.model.inference(), call.block.rows, {stream, call.block.first, shared}),
      [method = call.argument<ScoreMethod>("method")](const RowScores& of, double* out) {
        of.scores(method, out);
      });
}

// n x D.
std::unique_ptr<LongRead> feature_scores(ReadCall& call) {
  if (!room_for_scores(call)) return nullptr;
  const Stream stream(call.argument<std::uint64_t>("seed"), Purpose::scoring);
  return draws(call.argument<std::uint64_t>("samples"),
               FeatureScores(call.model.inference(), call.block.rows, {stream, 0, true}),
               [](const FeatureScores& of, double* out) { of.scores(out); });
}

// Completes the block's rows, of a mixed table: draws x n x D.
std::unique_ptr<LongRead> imputation(ReadCall& call) {
  const double rows = rows_of(call), features = features_of(call), count = call.argument("draws");
  const double latent_dim = call.model.config().latent_dim;
  const bool chained = call.model.inference().network.knows_cells();
  const double bytes =
      chained ? ChainedImputation::bytes(rows, features, count)
              : Imputation::bytes(rows, features, latent_dim, prior_components(call), count);
  if (!call.result.room(bytes + sizeof(double) * count * rows * features)) return nullptr;
  const auto seed = call.argument<std::uint64_t>("seed");
  const auto completions = static_cast<Index>(count);
  const auto write = [](const auto& of, double* out) { of.completions(out); };
  if (chained)
    return draws(static_cast<std::uint64_t>(count),
                 ChainedImputation(call.model.inference(), call.block.rows, completions, seed,
                                   call.block.first),
                 write);
  return draws(
      call.argument<std::uint64_t>("samples"),
      Imputation(call.model.inference(), call.block.rows, completions, seed, call.block.first),
      write);
}

// Of the rows added: the variances of L posterior means, L mean KL divergences, then the columns
// whose learned variance is at its bound.
class ActivityRead final : public LongRead {
 public:
  explicit ActivityRead(Model& model)
      : inference_(model.inference()), activity_(model.config().latent_dim) {}

  void add(const Rows& rows) override { activity_.add(inference_, rows); }
  bool advance(std::uint64_t) override { return true; }
  void finish(ReadResult& result) override {
    auto all = activity_.variance_of_means();
    const auto kl = activity_.kl();
    all.insert(all.end(), kl.begin(), kl.end());
    for (Index column = 0; column < inference_.network.features(); ++column)
      if (inference_.network.at_bound(column)) all.push_back(static_cast<double>(column));
    if (auto* out = result.values<double>(static_cast<double>(all.size())))
      std::ranges::copy(all, out);
  }

 private:
  Inference inference_;
  LatentActivity activity_;
};

std::unique_ptr<LongRead> activity(ReadCall& call) {
  return std::make_unique<ActivityRead>(call.model);
}

// Fits the model's mixture to the rows added, as many as the block counts: the rounds of EM, the
// mean log-likelihood, and 1 if the mixture is the model's prior.
class MixtureFitRead final : public LongRead {
 public:
  MixtureFitRead(Model& model, std::uint64_t rows, Index components, std::uint64_t seed)
      : model_(model), fit_(rows, model.config().latent_dim, components, seed, model.team()) {}

  void add(const Rows& rows) override { fit_.add(model_.inference(), rows); }
  bool advance(std::uint64_t n) override { return fit_.advance(static_cast<Index>(n)); }
  void finish(ReadResult& result) override {
    auto* out = result.values<double>(3);
    if (!out) return;
    out[0] = static_cast<double>(fit_.iterations());
    out[1] = fit_.mean_log_likelihood();
    model_.set_mixture(fit_.take_mixture());
    out[2] = static_cast<double>(model_.fitted().prior);
  }

 private:
  Model& model_;
  MixtureFit fit_;
};

std::unique_ptr<LongRead> mixture_fit(ReadCall& call) {
  const double components = call.argument("components");
  if (!call.result.room(MixtureFit::bytes(rows_of(call), call.model.config().latent_dim, components,
                                          call.model.threads())))
    return nullptr;
  return std::make_unique<MixtureFitRead>(
      call.model, static_cast<std::uint64_t>(call.block.rows.count), static_cast<Index>(components),
      call.argument<std::uint64_t>("seed"));
}

constexpr ReadEntry entries[] = {
    {"code", BlockOf::rows, {}, code},
    {"encode", BlockOf::rows, {}, encode},
    {"decode", BlockOf::latents, {}, decode},
    {"reconstruct", BlockOf::rows, {}, reconstruct},
    {"rowLosses", BlockOf::rows, {"latent", "seed"}, row_losses},
    {"generate", BlockOf::nothing, {"seed", "source", "mean"}, generate},
    {"interpolate", BlockOf::latents, {"steps", "method"}, interpolate},

    {"generateTable", BlockOf::numbers, {"seed", "source"}, generate_table},
    {"reconstructTable", BlockOf::rows, {}, reconstruct_table},
    {"decodeTable", BlockOf::numbers, {"conditions"}, decode_table},

    {"fitThreshold", BlockOf::numbers, {"method", "samples", "seed", "quantile"}, fit_threshold},
    {"threshold", BlockOf::nothing, {}, threshold},
    {"anomalyProbabilities", BlockOf::numbers, {}, anomaly_probabilities},
    {"mixture", BlockOf::nothing, {}, mixture},
    {"references", BlockOf::nothing, {}, references},

    {"scores", BlockOf::rows, {"method", "samples", "seed", "shared"}, nullptr, scores},
    {"featureScores", BlockOf::rows, {"samples", "seed"}, nullptr, feature_scores},
    {"imputation", BlockOf::rows, {"draws", "samples", "seed"}, nullptr, imputation},
    {"activity", BlockOf::nothing, {}, nullptr, activity},
    {"mixtureFit", BlockOf::nothing, {"components", "seed"}, nullptr, mixture_fit},
};

}  // namespace

const ReadEntry& read_named(std::string_view name) {
  return *std::ranges::find(entries, name, &ReadEntry::name);
}

}  // namespace vae1
