#include "activity.hpp"

#include <cmath>

namespace vae1 {

LatentActivity::LatentActivity(Index latent_dim)
    : dimensions_(static_cast<std::size_t>(latent_dim)) {}

void LatentActivity::add(const Inference& inference, const Rows& rows) {
  const auto latent = static_cast<Index>(dimensions_.size());
  inference.in_pieces(rows, [&](Index, Index n) {
    const auto head = inference.network.encode(n);
    for (Index row = 0; row < n; ++row) {
      // Welford (1962), as in data/column_statistics.
      const double weight = 1.0 / static_cast<double>(++rows_);
      for (Index j = 0; j < latent; ++j) {
        auto& dimension = dimensions_[static_cast<std::size_t>(j)];
        const double mean = head(row, j), log_variance = head(row, latent + j);
        const double difference = mean - dimension.mean;
        dimension.mean += difference * weight;
        dimension.squares += difference * (mean - dimension.mean);
        dimension.kl += 0.5 * ((mean * mean + std::expm1(log_variance)) - log_variance);
      }
    }
  });
}

std::vector<double> LatentActivity::variance_of_means() const {
  std::vector<double> out;
  for (const auto& dimension : dimensions_)
    out.push_back(dimension.squares / static_cast<double>(rows_));
  return out;
}

std::vector<double> LatentActivity::kl() const {
  std::vector<double> out;
  for (const auto& dimension : dimensions_)
    out.push_back(dimension.kl / static_cast<double>(rows_));
  return out;
}

}  // namespace vae1
