// Fits a GaussianMixture to latents by maximum likelihood: EM in the form of Bishop (2006),
// "Pattern Recognition and Machine Learning", 9.2.2, whose likelihood never falls.
//
// Usage: advance() until it is done. All sums run over the rows in order, whatever the pieces and
// the number of threads.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "../math/symmetric.hpp"
#include "../parallel/team.hpp"
#include "gaussian_mixture.hpp"
#include "mixture_density.hpp"

namespace vae1 {

class MixtureEm {
 public:
  // Smallest eigenvalue of a covariance; those of N(0, I) are 1. Raising eigenvalues to it gives
  // the most likely covariance within the bound, so the likelihood still never falls.
  static constexpr double smallest_variance = 1e-3;

  // When the rounds end.
  struct Stop {
    double gain = 1e-5;          // a round gained no more than this, in nats per row
    std::uint64_t rounds = 500;  // at most
    // The rounds that so many multiply-adds allow, but at least 20. After those, EM has gained
    // most of what it will.
    static Stop within(double multiply_adds, double rows, Index latent_dim, Index components);
  };
  // The multiply-adds of a round, exponentials included.
  static double cost(double rows, double latent_dim, double components) {
    return rows * components * (latent_dim * latent_dim + 2 * latent_dim + 50);
  }

  static constexpr double fewest_rounds = 20;

  // For N rows. seed: of the start.
  MixtureEm(Index rows, Index latent_dim, Index components, std::uint64_t seed, const Stop& stop);
  static double bytes(double rows, double latent_dim, double components, int threads);

  // Does some of the work, in short pieces: an initial mean; or the E step for the next n rows; or
  // a few milliseconds of the M step. Returns whether the rounds have ended. latents: N x L, the
  // same in all calls.
  bool advance(ConstMatrixView<float> latents, Index n, Team& team);

  std::uint64_t rounds() const { return rounds_; }
  // Mean over the rows, in nats, under the mixture before the last M step.
  double mean_log_likelihood() const { return mean_log_likelihood_; }
  // Ends the fit.
  GaussianMixture take_mixture() { return GaussianMixture(std::move(components_)); }

 private:
  using Component = GaussianMixture::Component;
  struct Sums {  // over the rows, weighted by a component's responsibility r
    double r = 0;
    Vector<double> first;   // of r (z - mean), padded
    Matrix<double> second;  // of r (z - mean) (z - mean)^T, padded; the lower triangle counts
  };
  struct Scratch {                         // of a thread
    std::vector<double> solution;          // 8 L
    Matrix<double> differences, weighted;  // rows of a block x padded L
  };
  // Picks a row's latents as the next component's initial mean, with a probability that grows with
  // the distance from the other means (Arthur and Vassilvitskii 2007, "k-means++", SODA).
  void add_centre(ConstMatrixView<float> latents);
  void begin_components();
  void begin_pass();
  void accumulate(ConstMatrixView<float> rows, Team& team);  // the E step for a block
  void share_responsibilities(Index first, Index last);
  void add_to_sums(std::size_t k, Scratch& scratch);
  bool update();  // a piece of the M step; returns whether it is done
  void begin_update(Component& component, const Sums& sums);
  void end_update(Component& component);
  Index rows() const { return nearest_.size(); }

  std::uint64_t seed_;
  Stop stop_;
  Index latent_dim_, padded_;  // L, and L up to a multiple of four
  std::size_t expected_;       // components
  Vector<double> nearest_;     // N: squared distance to the nearest centre
  std::vector<Component> components_;
  std::vector<Sums> sums_;
  std::vector<double> log_peaks_;
  LatentBlock block_;
  Matrix<double> responsibilities_;      // K x rows of a block; before that log densities
  std::vector<double> largest_, total_;  // of a block's rows
  std::vector<Scratch> scratch_;         // by thread
  Matrix<double> covariance_;
  Vector<double> shift_;
  double log_likelihood_ = 0;
  double mean_log_likelihood_ = -std::numeric_limits<double>::infinity();
  Index accumulated_ = 0;  // rows of the current E step
  std::uint64_t rounds_ = 0;
  std::size_t updated_ = 0;  // components that the current M step has finished
  bool decomposing_ = false;
  Eigendecomposition eigen_;
};

}  // namespace vae1
