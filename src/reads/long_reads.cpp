#include "long_reads.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "../inference/feature_scores.hpp"
#include "../inference/imputation.hpp"
#include "../inference/row_scores.hpp"
#include "../latent/activity.hpp"
#include "../latent/mixture_fit.hpp"
#include "../model.hpp"

namespace vae1 {
namespace {

// Draws a number of samples, so many at a time.
template <class Of>
class Draws : public LongRead {
 public:
  template <class... Arguments>
  explicit Draws(std::uint64_t samples, Arguments&&... arguments)
      : left_(samples), of_(std::forward<Arguments>(arguments)...) {}

  bool advance(std::uint64_t n) override {
    const auto now = std::min(n, left_);
    of_.add(now);
    left_ -= now;
    return left_ == 0;
  }

 protected:
  std::uint64_t left_;
  Of of_;
};

class ScoresRead : public Draws<RowScores> {
 public:
  template <class... Arguments>
  explicit ScoresRead(ScoreMethod method, Arguments&&... arguments)
      : Draws(std::forward<Arguments>(arguments)...), method_(method) {}

  void finish(ReadResult& result) override {
    if (auto* out = result.values<double>(static_cast<double>(of_.rows())))
      of_.scores(method_, out);
  }

 private:
  ScoreMethod method_;
};

class FeatureScoresRead : public Draws<FeatureScores> {
 public:
  using Draws::Draws;
  void finish(ReadResult& result) override {
    if (auto* out = result.values<double>(static_cast<double>(of_.size()))) of_.scores(out);
  }
};

class ImputationRead : public Draws<Imputation> {
 public:
  using Draws::Draws;
  void finish(ReadResult& result) override {
    if (auto* out = result.values<double>(static_cast<double>(of_.size()))) of_.completions(out);
  }
};

class ActivityRead : public LongRead {
 public:
  explicit ActivityRead(const Inference& inference, Index latent_dim)
      : inference_(inference), activity_(latent_dim) {}

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

class MixtureFitRead : public LongRead {
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

// Room for scores of the call's rows, or of each of their features.
bool room_for_scores(ReadCall& call) {
  const auto rows = static_cast<double>(call.block.rows.count);
  const auto features = static_cast<double>(call.model.features());
  const double latent_dim = call.model.config().latent_dim;
  const auto at_once = static_cast<double>(call.model.inference().capacity());
  // The sums are doubles, two for each feature.
  return call.result.room(PosteriorDraws::bytes(rows, features, latent_dim) +
                          4 * at_once * (features + 2 * latent_dim) + 16 * rows * features +
                          64 * rows);
}

}  // namespace

std::unique_ptr<LongRead> begin_scores(ReadCall& call) {
  if (!room_for_scores(call)) return nullptr;
  const bool shared = call.argument("shared") != 0;
  const Stream stream(call.argument<std::uint64_t>("seed"),
                      shared ? Purpose::scoring : Purpose::importance);
  return std::make_unique<ScoresRead>(call.argument<ScoreMethod>("method"),
                                      call.argument<std::uint64_t>("samples"),
                                      call.model.inference(), call.block.rows,
                                      PosteriorDraws::Noise{stream, call.block.first, shared});
}

std::unique_ptr<LongRead> begin_feature_scores(ReadCall& call) {
  if (!room_for_scores(call)) return nullptr;
  const Stream stream(call.argument<std::uint64_t>("seed"), Purpose::scoring);
  return std::make_unique<FeatureScoresRead>(call.argument<std::uint64_t>("samples"),
                                             call.model.inference(), call.block.rows,
                                             PosteriorDraws::Noise{stream, 0, true});
}

std::unique_ptr<LongRead> begin_imputation(ReadCall& call) {
  const auto rows = static_cast<double>(call.block.rows.count);
  const auto features = static_cast<double>(call.model.features());
  const double draws = call.argument("draws");
  if (!call.result.room(Imputation::bytes(rows, features, call.model.config().latent_dim, draws) +
                        sizeof(double) * draws * rows * features))
    return nullptr;
  return std::make_unique<ImputationRead>(
      call.argument<std::uint64_t>("samples"), call.model.inference(), call.block.rows,
      static_cast<Index>(draws), call.argument<std::uint64_t>("seed"), call.block.first);
}

std::unique_ptr<LongRead> begin_activity(ReadCall& call) {
  return std::make_unique<ActivityRead>(call.model.inference(), call.model.config().latent_dim);
}

std::unique_ptr<LongRead> begin_mixture_fit(ReadCall& call) {
  const auto rows = static_cast<double>(call.block.rows.count);
  const auto components = call.argument<Index>("components");
  if (!call.result.room(
          MixtureFit::bytes(rows, call.model.config().latent_dim, static_cast<double>(components))))
    return nullptr;
  return std::make_unique<MixtureFitRead>(call.model,
                                          static_cast<std::uint64_t>(call.block.rows.count),
                                          components, call.argument<std::uint64_t>("seed"));
}

}  // namespace vae1
