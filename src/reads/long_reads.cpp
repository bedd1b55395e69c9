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

// Draws a number of samples, so many at a time, and writes what it made of them.
template <class Of, class Write>
class Draws : public LongRead {
 public:
  template <class... Arguments>
  Draws(std::uint64_t samples, double values, Write write, const Arguments&... arguments)
      : left_(samples), values_(values), write_(write), of_(arguments...) {}

  bool advance(std::uint64_t n) override {
    const auto now = std::min(n, left_);
    of_.add(now);
    left_ -= now;
    return left_ == 0;
  }
  void finish(ReadResult& result) override {
    if (auto* out = result.values<double>(values_)) write_(of_, out);
  }

 private:
  std::uint64_t left_;
  double values_;  // of the result
  Write write_;
  Of of_;
};

template <class Of, class Write, class... Arguments>
std::unique_ptr<LongRead> draws_of(const ReadCall& call, double values, Write write,
                                   const Arguments&... arguments) {
  return std::make_unique<Draws<Of, Write>>(call.argument<std::uint64_t>("samples"), values, write,
                                            call.model.inference(), call.block.rows, arguments...);
}

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
  const double rows = call.rows(), features = call.features();
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
  const auto method = call.argument<ScoreMethod>("method");
  return draws_of<RowScores>(
      call, call.rows(), [method](const RowScores& of, double* out) { of.scores(method, out); },
      PosteriorDraws::Noise{stream, call.block.first, shared});
}

std::unique_ptr<LongRead> begin_feature_scores(ReadCall& call) {
  if (!room_for_scores(call)) return nullptr;
  const Stream stream(call.argument<std::uint64_t>("seed"), Purpose::scoring);
  return draws_of<FeatureScores>(
      call, call.rows() * call.features(),
      [](const FeatureScores& of, double* out) { of.scores(out); },
      PosteriorDraws::Noise{stream, 0, true});
}

std::unique_ptr<LongRead> begin_imputation(ReadCall& call) {
  const double draws = call.argument("draws");
  const double values = draws * call.rows() * call.features();
  if (!call.result.room(
          Imputation::bytes(call.rows(), call.features(), call.model.config().latent_dim, draws) +
          sizeof(double) * values))
    return nullptr;
  return draws_of<Imputation>(
      call, values, [](const Imputation& of, double* out) { of.completions(out); },
      static_cast<Index>(draws), call.argument<std::uint64_t>("seed"), call.block.first);
}

std::unique_ptr<LongRead> begin_activity(ReadCall& call) {
  return std::make_unique<ActivityRead>(call.model.inference(), call.model.config().latent_dim);
}

std::unique_ptr<LongRead> begin_mixture_fit(ReadCall& call) {
  const double components = call.argument("components");
  if (!call.result.room(MixtureFit::bytes(call.rows(), call.model.config().latent_dim, components)))
    return nullptr;
  return std::make_unique<MixtureFitRead>(
      call.model, static_cast<std::uint64_t>(call.block.rows.count), static_cast<Index>(components),
      call.argument<std::uint64_t>("seed"));
}

}  // namespace vae1
