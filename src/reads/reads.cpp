// The table of all reads, and what each of them does.
#include <algorithm>
#include <utility>
#include <vector>

#include "../inference/feature_scores.hpp"
#include "../inference/imputation.hpp"
#include "../inference/made_rows.hpp"
#include "../inference/row_scores.hpp"
#include "../latent/activity.hpp"
#include "../latent/latent_path.hpp"
#include "../latent/mixture_fit.hpp"
#include "../model.hpp"
#include "../network/posterior.hpp"
#include "read.hpp"

namespace vae1 {
namespace {

double rows_of(const ReadCall& call) { return static_cast<double>(call.block.rows.count); }
double features_of(const ReadCall& call) { return static_cast<double>(call.model.features()); }

template <class T>
const T* given(const ReadCall& call) {
  return static_cast<const T*>(call.block.rows.data);
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

// ---- Made rows: n x D floats, or, of a mixed table in rows of its columns, doubles

// Gives the network the latents of rows first ... first + n - 1 of the block.
using Latents = void(ReadCall& call, Index first, Index n);

std::uint64_t row_number(const ReadCall& call, Index row) {
  return call.block.first + static_cast<std::uint64_t>(row);
}

// draws: for rows that are no centres. conditions: n x D, or null.
template <class T>
void make_rows(ReadCall& call, Latents* latents, const std::optional<Stream>& draws,
               const double* conditions) {
  auto* out = call.result.values<T>(rows_of(call) * features_of(call));
  if (!out) return;
  const auto inference = call.model.inference();
  MadeRows rows(inference, call.model.columns());
  inference.in_pieces(call.block.rows.count, [&](Index first, Index n) {
    latents(call, first, n);
    std::optional<MadeRows::Draws> of_piece;
    if (draws) of_piece = {*draws, row_number(call, first)};
    const Index offset = first * inference.network.features();
    rows.make(n, of_piece, conditions ? conditions + offset : nullptr, out + offset);
  });
}

template <class T>
void given_latents(ReadCall& call, Index first, Index n) {
  const Index latent = call.model.config().latent_dim;
  const ConstMatrixView<T> latents(given<T>(call) + first * latent, n, latent);
  call.model.inference().network.latents(n) = latents.template cast<float>();
}

void decode(ReadCall& call) { make_rows<float>(call, given_latents<float>, {}, nullptr); }

// The block: n x L latents, then n x D conditions if there are any.
void decode_table(ReadCall& call) {
  const Index latents = call.block.rows.count * call.model.config().latent_dim;
  make_rows<double>(call, given_latents<double>, {},
                    call.argument("conditions") != 0 ? given<double>(call) + latents : nullptr);
}

void points_of_path(ReadCall& call, Index first, Index n) {
  const auto latent = static_cast<std::size_t>(call.model.config().latent_dim);
  const std::span ends(given<float>(call), 2 * latent);
  LatentPath(ends.first(latent), ends.last(latent), call.argument<PathMethod>("method"))
      .points(call.argument("steps"), row_number(call, first), static_cast<std::size_t>(n),
              call.model.inference().network.latents(n).data());
}

// The points of the path between two latents, decoded.
void interpolate(ReadCall& call) { make_rows<float>(call, points_of_path, {}, nullptr); }

void posterior_means(ReadCall& call, Index first, Index n) {
  const auto [network, scaling] = call.model.inference();
  scaling.to_model(call.block.rows.slice(first, n), network.input(n).data());
  network.posterior_mean(n);
}

void reconstruct(ReadCall& call) { make_rows<float>(call, posterior_means, {}, nullptr); }

void reconstruct_table(ReadCall& call) {
  make_rows<double>(call, posterior_means, {}, given<double>(call));
}

void drawn_latents(ReadCall& call, Index first, Index n) {
  const auto seed = call.argument<std::uint64_t>("seed");
  const auto inference = call.model.inference();
  auto latents = inference.network.latents(n);
  if (call.argument<LatentSource>("source") == LatentSource::mixture) {
    for (Index i = 0; i < n; ++i)
      call.model.fitted().mixture->draw(seed, row_number(call, first + i), row_of(latents, i));
  } else {
    inference.fill_noise(n, Stream(seed, Purpose::generation_latent), row_number(call, first));
    latents = inference.network.noise(n);
  }
}

Stream draws_of(const ReadCall& call) {
  return {call.argument<std::uint64_t>("seed"), Purpose::generation_output};
}

// Rows first, first + 1, ... of the stream of `seed`: draws from the likelihood unless `mean`, but
// the probabilities of Bernoulli rows.
void generate(ReadCall& call) {
  std::optional<Stream> draws;
  if (call.argument("mean") == 0 && call.model.likelihood() != Likelihood::bernoulli)
    draws = draws_of(call);
  make_rows<float>(call, drawn_latents, draws, nullptr);
}

// The block: n x D conditions, or nothing.
void generate_table(ReadCall& call) {
  make_rows<double>(call, drawn_latents, draws_of(call), given<double>(call));
}

// ---- What was fitted to the model. Nothing comes back if there is none.

void fit_threshold(ReadCall& call) {
  const auto n = static_cast<std::size_t>(call.block.rows.count);
  auto* out = call.result.values<double>(
      1, sizeof(double) * (rows_of(call) + static_cast<double>(Threshold::most_kept)));
  if (!out) return;
  std::vector<double> scores(given<double>(call), given<double>(call) + n);
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
    std::transform(given<double>(call), given<double>(call) + call.block.rows.count, out,
                   [&](double score) { return fitted.probability(score); });
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
std::unique_ptr<LongRead> draws(const ReadCall& call, Of of, Write write) {
  return std::make_unique<Draws<Of, Write>>(call.argument<std::uint64_t>("samples"), std::move(of),
                                            std::move(write));
}

// Room for scores of the call's rows, or of each of their features.
bool room_for_scores(ReadCall& call) {
  const double latent_dim = call.model.config().latent_dim;
  const auto at_once = static_cast<double>(call.model.inference().capacity());
  // The sums are doubles, two for each feature.
  return call.result.room(PosteriorDraws::bytes(rows_of(call), features_of(call), latent_dim) +
                          4 * at_once * (features_of(call) + 2 * latent_dim) +
                          16 * rows_of(call) * features_of(call) + 64 * rows_of(call));
}

// Scores of the block's rows: n values.
std::unique_ptr<LongRead> scores(ReadCall& call) {
  if (!room_for_scores(call)) return nullptr;
  const bool shared = call.argument("shared") != 0;
  const Stream stream(call.argument<std::uint64_t>("seed"),
                      shared ? Purpose::scoring : Purpose::importance);
  return draws(
      call, RowScores(call.model.inference(), call.block.rows, {stream, call.block.first, shared}),
      [method = call.argument<ScoreMethod>("method")](const RowScores& of, double* out) {
        of.scores(method, out);
      });
}

// n x D.
std::unique_ptr<LongRead> feature_scores(ReadCall& call) {
  if (!room_for_scores(call)) return nullptr;
  const Stream stream(call.argument<std::uint64_t>("seed"), Purpose::scoring);
  return draws(call, FeatureScores(call.model.inference(), call.block.rows, {stream, 0, true}),
               [](const FeatureScores& of, double* out) { of.scores(out); });
}

// Completes the block's rows, of a mixed table: draws x n x D.
std::unique_ptr<LongRead> imputation(ReadCall& call) {
  const double values = rows_of(call) * features_of(call), count = call.argument("draws");
  if (!call.result.room(Imputation::bytes(rows_of(call), features_of(call),
                                          call.model.config().latent_dim, count) +
                        sizeof(double) * count * values))
    return nullptr;
  return draws(call,
               Imputation(call.model.inference(), call.block.rows, static_cast<Index>(count),
                          call.argument<std::uint64_t>("seed"), call.block.first),
               [](const Imputation& of, double* out) { of.completions(out); });
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

// Fits the model's mixture to the rows added, as many as the block counts: the rounds of EM, and
// the mean log-likelihood.
class MixtureFitRead final : public LongRead {
 public:
  MixtureFitRead(Model& model, std::uint64_t rows, Index components, std::uint64_t seed)
      : model_(model), fit_(rows, model.config().latent_dim, components, seed) {}

  void add(const Rows& rows) override { fit_.add(model_.inference(), rows); }
  bool advance(std::uint64_t n) override { return fit_.advance(static_cast<Index>(n)); }
  void finish(ReadResult& result) override {
    auto* out = result.values<double>(2);
    if (!out) return;
    out[0] = static_cast<double>(fit_.iterations());
    out[1] = fit_.mean_log_likelihood();
    model_.set_mixture(fit_.take_mixture());
  }

 private:
  Model& model_;
  MixtureFit fit_;
};

std::unique_ptr<LongRead> mixture_fit(ReadCall& call) {
  const double components = call.argument("components");
  if (!call.result.room(
          MixtureFit::bytes(rows_of(call), call.model.config().latent_dim, components)))
    return nullptr;
  return std::make_unique<MixtureFitRead>(
      call.model, static_cast<std::uint64_t>(call.block.rows.count), static_cast<Index>(components),
      call.argument<std::uint64_t>("seed"));
}

constexpr ReadEntry entries[] = {
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
