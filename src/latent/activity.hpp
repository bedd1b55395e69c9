// Measures which latent dimensions a model uses on a data set: for each dimension, the variance of
// the posterior mean over the rows, and the mean KL divergence of the posterior from the prior. An
// unused dimension falls back to the prior, so both go to 0. Burda, Grosse, Salakhutdinov (2016),
// arXiv:1509.00519, section 5, call a unit active if the variance is above 0.01.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "../inference/inference.hpp"

namespace vae1 {

class LatentActivity {
 public:
  explicit LatentActivity(Index latent_dim) : dimensions_(static_cast<std::size_t>(latent_dim)) {}

  void add(const Inference& inference, const Rows& rows) {
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

  // L values each.
  std::vector<double> variance_of_means() const {  // over N
    return means([](const auto& dimension) { return dimension.squares; });
  }
  std::vector<double> kl() const {  // nats
    return means([](const auto& dimension) { return dimension.kl; });
  }

 private:
  struct Dimension {
    double mean = 0, squares = 0;  // of the posterior's mean; sum of (x - mean)^2
    double kl = 0;                 // sum
  };
  template <class Sum>
  std::vector<double> means(const Sum& sum) const {
    std::vector<double> out;
    for (const auto& dimension : dimensions_)
      out.push_back(sum(dimension) / static_cast<double>(rows_));
    return out;
  }

  std::vector<Dimension> dimensions_;
  std::uint64_t rows_ = 0;
};

}  // namespace vae1
