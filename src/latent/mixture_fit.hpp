// Fits a GaussianMixture to the aggregate posterior of a data set, the mean of q(z|x) over its
// rows, which is what the decoder was trained on. Sampling such a fit instead of the prior is from
// Ghosh, Sajjadi, Vergari, Black, Schoelkopf (2020), "From Variational to Deterministic
// Autoencoders", arXiv:1903.12436, section 4.
//
// The fit uses one draw from each row's posterior. These are draws from the aggregate posterior, so
// this is maximum likelihood, by EM in the form of Bishop (2006), "Pattern Recognition and Machine
// Learning", 9.2.2, whose likelihood never falls. (Using means and variances of q in the M step
// would need responsibilities without a closed form.)
//
// Usage: add() the latents of all rows, then advance() until it is done. All sums run over the rows
// in order, whatever the pieces.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "../inference/inference.hpp"
#include "../math/symmetric.hpp"
#include "gaussian_mixture.hpp"

namespace vae1 {

class MixtureFit {
 public:
  // Smallest eigenvalue of a covariance; the prior's are 1. Raising eigenvalues to it gives the
  // most likely covariance within the bound, so the likelihood still never falls.
  static constexpr double smallest_variance = 1e-3;

  MixtureFit(std::uint64_t rows, Index latent_dim, Index components, std::uint64_t seed);
  static double bytes(double rows, double latent_dim, double components);

  // Adds one draw from each row's posterior, after those added before.
  void add(const Inference& inference, const Rows& rows);
  // Does some of the work, in short pieces: an initial mean; or the E step for the next n rows; or
  // a few milliseconds of the M step. Returns whether the rounds of EM have converged.
  bool advance(Index n);

  std::uint64_t iterations() const { return iterations_; }  // rounds of EM
  // Mean over the rows, in nats, under the mixture before the last M step.
  double mean_log_likelihood() const { return mean_log_likelihood_; }

  Index rows() const { return latents_.rows(); }
  // Ends the fit.
  GaussianMixture take_mixture() { return GaussianMixture(std::move(components_)); }

 private:
  using Component = GaussianMixture::Component;
  struct Sums {  // over the rows, weighted by a component's responsibility r
    double r = 0;
    Vector<double> first;   // of r (z - mean)
    Matrix<double> second;  // of r (z - mean) (z - mean)^T, lower
  };
  // Picks a row's latents as the next component's initial mean, with a probability that grows with
  // the distance from the other means (Arthur and Vassilvitskii 2007, "k-means++", SODA).
  void add_centre();
  void begin_components();
  void begin_pass();
  void accumulate(Index first, Index n);  // the E step for rows first ... first + n - 1
  bool update();                          // a piece of the M step; returns whether it is done
  void begin_update(Component& component, const Sums& sums);
  void end_update(Component& component);
  double exponent(const Component& component, ConstVectorView<float> z);

  std::uint64_t seed_;
  Index expected_;          // components
  Index filled_ = 0;        // rows added
  Matrix<float> latents_;   // N x L
  Vector<double> nearest_;  // N: squared distance to the nearest centre
  std::vector<Component> components_;
  std::vector<Sums> sums_;
  std::vector<double> log_peaks_;      // log w + log N(m; m, C)
  std::vector<double> log_densities_;  // of one row
  Matrix<double> covariance_;
  Vector<double> difference_, whitened_;
  double log_likelihood_ = 0;
  double mean_log_likelihood_ = -std::numeric_limits<double>::infinity();
  Index accumulated_ = 0;  // rows of the current E step
  std::uint64_t iterations_ = 0;
  std::size_t updated_ = 0;  // components that the current M step has finished
  bool decomposing_ = false;
  Eigendecomposition eigen_;
};

}  // namespace vae1
