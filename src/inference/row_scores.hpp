// Scores a block of rows for oddness, from K draws z_1 ... z_K of each posterior, in nats in the
// user's units (including the standardisation's log-determinant and differing constant columns):
//
//   reconstruction  -1/K sum log p(x|z_k)
//   elbo            reconstruction + KL(q(z|x) || p(z)), the negative ELBO; if p(z) is a mixture,
//                   KL(q(z|x) || N(0, I)) - 1/K sum (log p(z_k) - log N(z_k; 0, I)) stands for KL
//   likelihood      -log 1/K sum p(x, z_k) / q(z_k|x), the importance-weighted estimate of
//                   -log p(x): Burda, Grosse, Salakhutdinov (2016), "Importance Weighted
//                   Autoencoders", arXiv:1509.00519, equation 8. On average over the draws it
//                   never exceeds the negative ELBO, falls with K and tends to -log p(x).
#pragma once

#include <cstdint>
#include <vector>

#include "log_mean_exp.hpp"
#include "posterior_draws.hpp"

namespace vae1 {

// The numbers are those of the model file: append, never renumber. neighbours: no likelihood, and
// not of this class (neighbour_scores.hpp).
enum class ScoreMethod : std::uint8_t {
  elbo = 0,
  reconstruction = 1,
  likelihood = 2,
  neighbours = 3
};
constexpr ScoreMethod last_score_method = ScoreMethod::neighbours;

class RowScores {
 public:
  RowScores(const Inference& inference, const Rows& rows, const PosteriorDraws::Noise& noise);

  Index size() const { return draws_.rows(); }
  void add(std::uint64_t samples);
  // Needs at least one sample. out: n values.
  void scores(ScoreMethod method, double* out) const;

 private:
  struct Row {
    double loss = 0;        // sum of -log p(x|z_k)
    double gain = 0;        // sum of log p(z_k) - log N(z_k; 0, I)
    LogMeanExp weight;      // of log p(x, z_k) / q(z_k|x)
    double user_units = 0;  // correction of a loss in the model's units
  };
  PosteriorDraws draws_;
  std::vector<Row> rows_;
  std::vector<double> losses_;  // of a batch of pairs
};

}  // namespace vae1
