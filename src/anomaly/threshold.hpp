// The limit of normal scores, from the scores of calibration rows. The higher a score, the odder
// the row.
//
// Conformal prediction: if the calibration rows and a new row are exchangeable, the rank of the new
// score among all n + 1 is uniform, whatever the model. Bates, Candes, Lei, Romano, Sesia (2023),
// "Testing for outliers with conformal p-values", arXiv:2104.08279, section 2.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "../inference/row_scores.hpp"

namespace vae1 {

// How the rows were scored, so that later rows can be scored the same way.
struct Scoring {
  ScoreMethod method = ScoreMethod::likelihood;
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
};

class Threshold {
 public:
  // The most scores that are kept.
  static constexpr std::size_t most_kept = 10'000;

  // scores: n >= 1 finite numbers, in any order. quantile: in (0, 1); a new row from the same
  // distribution scores above value() with a probability of at most 1 - quantile, as far as n
  // scores can resolve it: the largest score is the highest possible threshold.
  static Threshold fit(const Scoring& scoring, std::span<double> scores, double quantile) {
    // A heap sort, because std::sort would add 2 KB to what a page loads.
    std::make_heap(scores.begin(), scores.end());
    std::sort_heap(scores.begin(), scores.end());
    const std::size_t n = scores.size();
    // The ceil((n + 1) quantile)-th smallest. The tolerance is for products such as 0.07 * 100,
    // which rounding puts above the exact integer.
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
  // Restores a saved threshold; scores must be ascending.
  Threshold(const Scoring& scoring, double value, std::uint64_t rows, std::vector<double> scores)
      : scoring_(scoring), value_(value), rows_(rows), scores_(std::move(scores)) {}

  const Scoring& scoring() const { return scoring_; }
  double value() const { return value_; }
  std::uint64_t rows() const { return rows_; }  // n
  // The kept scores, ascending: all scores, or evenly spread order statistics.
  std::span<const double> scores() const { return scores_; }

  // One minus the conformal p-value: the number of calibration scores below, divided by n + 1. A
  // new row from the same distribution gets 1 - a or more with a probability of at most a.
  double probability(double score) const {
    const auto below = std::lower_bound(scores_.begin(), scores_.end(), score) - scores_.begin();
    return static_cast<double>(below) / static_cast<double>(scores_.size() + 1);
  }

 private:
  Scoring scoring_;
  double value_;
  std::uint64_t rows_;
  std::vector<double> scores_;
};

}  // namespace vae1
