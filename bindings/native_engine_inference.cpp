// Inference that takes several calls, so that each one is short.
#include <span>
#include <vector>

#include "latent/latent_path.hpp"
#include "native_engine.hpp"
#include "owned.hpp"

namespace vae1 {

using emscripten::val;

bool NativeEngine::can_score(double rows) {
  const auto features = static_cast<double>(model_->features());
  const double latent_dim = model_->config().latent_dim;
  const auto at_once = static_cast<double>(model_->inference().capacity());
  // The sums are doubles, two for each feature.
  return can_allocate(PosteriorDraws::bytes(rows, features, latent_dim) +
                      4 * at_once * (features + 2 * latent_dim) + 16 * rows * features + 64 * rows);
}

bool NativeEngine::begin_scores(double rows, int kind, double first, double seed, bool shared) {
  if (!can_score(rows)) return false;
  const auto purpose = shared ? Purpose::scoring : Purpose::importance;
  row_scores_.emplace(model_->inference(), staged(rows, kind),
                      PosteriorDraws::Noise{Stream(static_cast<std::uint64_t>(seed), purpose),
                                            static_cast<std::uint64_t>(first), shared});
  return true;
}

bool NativeEngine::begin_feature_scores(double rows, int kind, double seed) {
  if (!can_score(rows)) return false;
  const Stream stream(static_cast<std::uint64_t>(seed), Purpose::scoring);
  feature_scores_.emplace(model_->inference(), staged(rows, kind),
                          PosteriorDraws::Noise{stream, 0, true});
  return true;
}

void NativeEngine::draw(double samples) {
  const auto count = static_cast<std::uint64_t>(samples);
  if (row_scores_) row_scores_->add(count);
  if (feature_scores_) feature_scores_->add(count);
  if (imputation_) imputation_->add(count);
}

val NativeEngine::scores(int method) {
  const auto count = static_cast<std::size_t>(row_scores_->rows());
  auto* out = output_.reserve<double>(count);
  if (!out) return val::undefined();
  row_scores_->scores(static_cast<ScoreMethod>(method), out);
  row_scores_.reset();
  return owned(out, count);
}

val NativeEngine::feature_scores() {
  const auto count = static_cast<std::size_t>(feature_scores_->rows() * model_->features());
  auto* out = output_.reserve<double>(count);
  if (!out) return val::undefined();
  feature_scores_->scores(out);
  feature_scores_.reset();
  return owned(out, count);
}

val NativeEngine::fit_threshold(double scores, int method, double samples, double seed,
                                double quantile) {
  if (!can_allocate(sizeof(double) * (scores + Threshold::most_kept))) return val::undefined();
  const auto* staged_scores = static_cast<const double*>(input_.data());
  std::vector<double> all(staged_scores, staged_scores + static_cast<std::size_t>(scores));
  input_.release();  // there may be many
  const Scoring scoring = {static_cast<ScoreMethod>(method), static_cast<std::uint64_t>(samples),
                           static_cast<std::uint64_t>(seed)};
  model_->set_threshold(Threshold::fit(scoring, all, quantile));
  return val(model_->fitted().threshold->value());
}

val NativeEngine::threshold() const {
  const auto& threshold = model_->fitted().threshold;
  if (!threshold) return val::undefined();
  const auto& [method, samples, seed] = threshold->scoring();
  auto object = val::object();
  object.set("value", threshold->value());
  object.set("method", static_cast<int>(method));
  object.set("samples", static_cast<double>(samples));
  object.set("seed", static_cast<double>(seed));
  return object;
}

val NativeEngine::anomaly_probabilities(double scores) {
  const auto count = static_cast<std::size_t>(scores);
  auto* out = output_.reserve<double>(count);
  if (!out) return val::undefined();
  const std::span in(static_cast<const double*>(input_.data()), count);
  for (std::size_t i = 0; i < count; ++i) out[i] = model_->fitted().threshold->probability(in[i]);
  return owned(out, count);
}

void NativeEngine::begin_activity() { activity_.emplace(model_->config().latent_dim); }

void NativeEngine::add_activity(double rows, int kind) {
  activity_->add(model_->inference(), staged(rows, kind));
}

val NativeEngine::activity() {
  const auto variance = activity_->variance_of_means(), kl = activity_->kl();
  auto columns = val::array();
  const auto& network = model_->inference().network;
  for (Index column = 0; column < network.features(); ++column)
    if (network.at_bound(column)) columns.call<void>("push", static_cast<double>(column));
  auto object = val::object();
  object.set("variance", owned(variance.data(), variance.size()));
  object.set("kl", owned(kl.data(), kl.size()));
  object.set("columnsAtBound", columns);
  return object;
}

val NativeEngine::interpolate(double steps, double first, double count, int method) {
  const auto n = static_cast<std::size_t>(count);
  const auto latent = static_cast<std::size_t>(model_->config().latent_dim);
  const std::size_t values = n * static_cast<std::size_t>(model_->features());
  if (!can_allocate(4 * static_cast<double>(n * latent + values))) return val::undefined();
  const std::span ends(static_cast<const float*>(input_.data()), 2 * latent);
  const LatentPath path(ends.first(latent), ends.last(latent), static_cast<PathMethod>(method));
  std::vector<float> latents(n * latent);
  for (std::size_t i = 0; i < n; ++i)
    path.at((first + static_cast<double>(i)) / (steps - 1), latents.data() + i * latent);
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->decode(latents.data(), static_cast<Index>(n), out);
  return owned(out, values);
}

bool NativeEngine::begin_mixture(double rows, int components, double seed) {
  const Index latent = model_->config().latent_dim;
  if (!can_allocate(MixtureFit::bytes(rows, static_cast<double>(latent), components))) return false;
  mixture_fit_.emplace(static_cast<std::uint64_t>(rows), latent, components,
                       static_cast<std::uint64_t>(seed));
  return true;
}

void NativeEngine::add_to_mixture(double rows, int kind) {
  mixture_fit_->add(model_->inference(), staged(rows, kind));
}

void NativeEngine::accumulate_mixture(double first, double rows) {
  mixture_fit_->accumulate(static_cast<Index>(first), static_cast<Index>(rows));
}

val NativeEngine::update_mixture() {
  return mixture_fit_->update() ? val(mixture_fit_->mean_log_likelihood()) : val::undefined();
}

void NativeEngine::keep_mixture() { model_->set_mixture(mixture_fit_->take_mixture()); }

void NativeEngine::end_inference() {
  row_scores_.reset();
  feature_scores_.reset();
  imputation_.reset();
  activity_.reset();
  mixture_fit_.reset();
}

}  // namespace vae1
