// Where normal ends: what the scores of calibration rows say of later ones. The higher a score, the
// odder the row.
//
// Conformal prediction: where calibration rows and a fresh one are exchangeable, the fresh score's
// rank among all n + 1 is uniform, whatever the model. Bates, Candes, Lei, Romano, Sesia (2023),
// "Testing for outliers with conformal p-values", arXiv:2104.08279, section 2.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "../reading/row_scores.hpp"

namespace vae1 {

// How the rows were scored, so that later ones can be scored alike.
struct Scoring {
  ScoreMethod method = ScoreMethod::likelihood;
  std::uint64_t samples = 0;
  std::uint64_t seed = 0;
};

class Threshold {
 public:
  // Scores that are kept, at the most.
  static constexpr std::size_t most_kept = 10'000;

  // scores: n >= 1 finite numbers, in any order. quantile: in (0, 1); a fresh row that is like
  // those of the scores lies above value() with a probability of at most 1 - quantile, as far as n
  // scores can tell: the largest score is the highest threshold that there is.
  static Threshold fit(const Scoring& scoring, std::span<double> scores, double quantile);
  // As kept: scores ascending.
  Threshold(const Scoring& scoring, double value, std::uint64_t rows, std::vector<double> scores)
      : scoring_(scoring), value_(value), rows_(rows), scores_(std::move(scores)) {}

  const Scoring& scoring() const { return scoring_; }
  double value() const { return value_; }
  std::uint64_t rows() const { return rows_; }  // n
  // The kept scores, ascending: all of them, or as many order statistics evenly spread.
  std::span<const double> scores() const { return scores_; }

  bool is_anomaly(double score) const { return score > value_; }
  // One less the conformal p-value: the share of calibration scores below, of n + 1. A fresh row
  // that is like them gets 1 - a or more with a probability of at most a.
  double probability(double score) const;

 private:
  Scoring scoring_;
  double value_;
  std::uint64_t rows_;
  std::vector<double> scores_;
};

}  // namespace vae1
