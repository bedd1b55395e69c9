// The short reads, and the table of all of them.
#include <algorithm>
#include <vector>

#include "../latent/latent_path.hpp"
#include "../model.hpp"
#include "long_reads.hpp"
#include "read.hpp"

namespace vae1 {
namespace {

double rows_of(const ReadCall& call) { return static_cast<double>(call.block.rows.count); }
double features_of(const ReadCall& call) { return static_cast<double>(call.model.features()); }

// Memory for n x D values.
template <class T>
T* made_rows(ReadCall& call, double besides = 0) {
  return call.result.values<T>(rows_of(call) * features_of(call), besides);
}

template <class T>
const T* given(const ReadCall& call) {
  return static_cast<const T*>(call.block.rows.data);
}

// n x L means, then n x L log-variances.
void encode(ReadCall& call) {
  const Index half = call.block.rows.count * call.model.config().latent_dim;
  if (auto* out = call.result.values<float>(2 * static_cast<double>(half)))
    call.model.encode(call.block.rows, out, out + half);
}

void decode(ReadCall& call) {
  if (auto* out = made_rows<float>(call))
    call.model.decode(given<float>(call), call.block.rows.count, out);
}

void reconstruct(ReadCall& call) {
  if (auto* out = made_rows<float>(call)) call.model.reconstruct(call.block.rows, out);
}

// n times -log p(x|z), then n times KL.
void row_losses(ReadCall& call) {
  if (auto* out = call.result.values<double>(2 * rows_of(call)))
    call.model.row_losses(call.block.rows, call.argument<LatentChoice>("latent"),
                          call.argument<std::uint64_t>("seed"), call.block.first, out,
                          out + call.block.rows.count);
}

void generate(ReadCall& call) {
  if (auto* out = made_rows<float>(call))
    call.model.generate(call.argument<std::uint64_t>("seed"), call.block.first,
                        call.block.rows.count, call.argument<LatentSource>("source"),
                        call.argument("mean") != 0, out);
}

// The points of the path between two latents, decoded.
void interpolate(ReadCall& call) {
  const auto latent = static_cast<std::size_t>(call.model.config().latent_dim);
  const Index n = call.block.rows.count;
  auto* out = made_rows<float>(call, sizeof(float) * rows_of(call) * static_cast<double>(latent));
  if (!out) return;
  const std::span ends(given<float>(call), 2 * latent);
  std::vector<float> points(static_cast<std::size_t>(n) * latent);
  LatentPath(ends.first(latent), ends.last(latent), call.argument<PathMethod>("method"))
      .points(call.argument("steps"), call.block.first, static_cast<std::size_t>(n), points.data());
  call.model.decode(points.data(), n, out);
}

// ---- Of a mixed table, in rows of its columns

// The block: n x D conditions, or nothing.
void generate_table(ReadCall& call) {
  if (auto* out = made_rows<double>(call))
    call.model.generate_rows(call.argument<std::uint64_t>("seed"), call.block.first,
                             call.block.rows.count, call.argument<LatentSource>("source"),
                             given<double>(call), out);
}

void reconstruct_table(ReadCall& call) {
  if (auto* out = made_rows<double>(call)) call.model.reconstruct_rows(call.block.rows, out);
}

// The block: n x L latents, then n x D conditions if there are any.
void decode_table(ReadCall& call) {
  const Index values = call.block.rows.count * call.model.config().latent_dim;
  auto* out = made_rows<double>(call, sizeof(float) * static_cast<double>(values));
  if (!out) return;
  const auto* latents = given<double>(call);
  const std::vector<float> narrow(latents, latents + values);
  call.model.decode_rows(narrow.data(),
                         call.argument("conditions") != 0 ? latents + values : nullptr,
                         call.block.rows.count, out);
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

    {"scores", BlockOf::rows, {"method", "samples", "seed", "shared"}, nullptr, begin_scores},
    {"featureScores", BlockOf::rows, {"samples", "seed"}, nullptr, begin_feature_scores},
    {"imputation", BlockOf::rows, {"draws", "samples", "seed"}, nullptr, begin_imputation},
    {"activity", BlockOf::nothing, {}, nullptr, begin_activity},
    {"mixtureFit", BlockOf::nothing, {"components", "seed"}, nullptr, begin_mixture_fit},
};

}  // namespace

const ReadEntry& read_named(std::string_view name) {
  return *std::ranges::find(entries, name, &ReadEntry::name);
}

}  // namespace vae1
