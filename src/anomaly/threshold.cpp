#include "threshold.hpp"

#include <algorithm>
#include <cmath>

namespace vae1 {

Threshold Threshold::fit(const Scoring& scoring, std::span<double> scores, double quantile) {
  // A heap sort, because std::sort would add 2 KB to what a page loads.
  std::make_heap(scores.begin(), scores.end());
  std::sort_heap(scores.begin(), scores.end());
  const std::size_t n = scores.size();
  // The ceil((n + 1) quantile)-th smallest. The tolerance is for products such as 0.07 * 100, which
  // rounding puts above the exact integer.
  const double rank = std::ceil(static_cast<double>(n + 1) * quantile - 1e-9);
  const double value = scores[std::min(n, static_cast<std::size_t>(std::max(rank, 1.0))) - 1];

  const std::size_t kept = std::min(n, most_kept);
  std::vector<double> statistics(kept);
  for (std::size_t i = 1; i <= kept; ++i) {
    // Round up, so that probability() errs towards 0, which means normal.
    const std::uint64_t of = i * (std::uint64_t{n} + 1), parts = kept + 1;
    statistics[i - 1] = scores[static_cast<std::size_t>((of + parts - 1) / parts) - 1];
  }
  return {scoring, value, n, std::move(statistics)};
}

double Threshold::probability(double score) const {
  const auto below = std::lower_bound(scores_.begin(), scores_.end(), score) - scores_.begin();
  return static_cast<double>(below) / static_cast<double>(scores_.size() + 1);
}

}  // namespace vae1
