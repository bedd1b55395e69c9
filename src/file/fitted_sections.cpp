#include "fitted_sections.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../config.hpp"

namespace vae1 {

void write_threshold(ByteWriter& out, const Threshold& threshold) {
  const auto& [method, samples, seed] = threshold.scoring();
  out.put(static_cast<std::uint64_t>(method));
  out.put(samples);
  out.put(seed);
  out.put(threshold.rows());
  out.put(threshold.value());
  out.put_all(threshold.scores());
}

std::optional<Threshold> read_threshold(ByteReader in) {
  const auto method = in.get<std::uint64_t>();
  const auto samples = in.get<std::uint64_t>();
  const auto seed = in.get<std::uint64_t>();
  const auto rows = in.get<std::uint64_t>();
  const auto value = in.get<double>();
  const auto kept = static_cast<std::size_t>(std::min<std::uint64_t>(rows, Threshold::most_kept));
  const auto scores = in.get_all<double>(kept);
  constexpr auto most_samples = std::uint64_t{std::numeric_limits<std::int32_t>::max()};
  if (!in.read_exactly() || method > static_cast<std::uint64_t>(last_score_method) ||
      samples == 0 || samples > most_samples || seed > max_seed || rows == 0 || rows > max_seed ||
      !std::isfinite(value) ||
      !std::all_of(scores.begin(), scores.end(), [](double x) { return std::isfinite(x); }) ||
      !std::is_sorted(scores.begin(), scores.end()))
    return std::nullopt;
  const Scoring scoring = {static_cast<ScoreMethod>(method), samples, seed};
  return Threshold(scoring, value, rows, scores);
}

void write_mixture(ByteWriter& out, const GaussianMixture& mixture) {
  out.put(std::uint64_t{mixture.components().size()});
  for (const auto& [weight, mean, factor] : mixture.components()) {
    out.put(weight);
    for (const double m : mean) out.put(m);
    for (Index j = 0; j < factor.rows(); ++j)
      for (Index i = 0; i <= j; ++i) out.put(factor(j, i));
  }
}

std::optional<GaussianMixture> read_mixture(ByteReader in, Index latent_dim) {
  const auto count = in.get<std::uint64_t>();
  const auto latent = static_cast<std::uint64_t>(latent_dim);  // below 2^31
  const std::uint64_t bytes = sizeof(double) * (1 + latent + latent * (latent + 1) / 2);
  if (!in.ok() || count == 0 || in.left() % bytes != 0 || in.left() / bytes != count)
    return std::nullopt;
  std::vector<GaussianMixture::Component> components(static_cast<std::size_t>(count));
  bool valid = true;
  double sum = 0;
  const auto number = [&] {
    const auto x = in.get<double>();
    valid = valid && std::isfinite(x);
    return x;
  };
  for (auto& [weight, mean, factor] : components) {
    sum += weight = number();
    valid = valid && weight >= 0;
    mean.resize(latent_dim);
    for (double& m : mean) m = number();
    factor.setZero(latent_dim, latent_dim);
    for (Index j = 0; j < latent_dim; ++j) {
      for (Index i = 0; i <= j; ++i) factor(j, i) = number();
      valid = valid && factor(j, j) > 0;
    }
  }
  if (!valid || !in.read_exactly() || std::abs(sum - 1) > 1e-6) return std::nullopt;
  return GaussianMixture(std::move(components));
}

}  // namespace vae1
