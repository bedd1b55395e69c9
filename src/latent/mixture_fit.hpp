// Fits a GaussianMixture to the aggregate posterior of a data set, the mean over its rows of
// q(z|x): what the decoder was trained on. Sampling such a fit instead of the prior is Ghosh,
// Sajjadi, Vergari, Black, Schoelkopf (2020), "From Variational to Deterministic Autoencoders",
// arXiv:1903.12436, section 4.
//
// It is fitted to one draw from each row's posterior: those are draws of the aggregate posterior,
// so that this is maximum likelihood, by EM in the form of Bishop (2006), "Pattern Recognition and
// Machine Learning", 9.2.2, whose likelihood never falls. (Means and variances of q in the M step
// would need responsibilities that have no closed form.)
//
// Add the latents of all rows; add_centre() for each component; then accumulate() over all rows and
// update(), again and again. All sums run over the rows in their order, whatever the pieces.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "../math/symmetric.hpp"
#include "../reading/reading.hpp"
#include "gaussian_mixture.hpp"

namespace vae1 {

class MixtureFit {
 public:
  // Smallest eigenvalue of a covariance, in units of the prior's. Holding the eigenvalues to it
  // gives the likeliest covariance within the bound, so the likelihood still never falls.
  static constexpr double smallest_variance = 1e-3;

  MixtureFit(std::uint64_t rows, Index latent_dim, Index components, std::uint64_t seed);
  static double bytes(double rows, double latent_dim, double components);

  // One draw from the posterior of each row; the rows follow those added before.
  void add(const Reading& reading, const Rows& rows);
  // The next component's first mean: a row's latents, the likelier the farther from the others
  // (Arthur and Vassilvitskii 2007, "k-means++", SODA).
  void add_centre();

  // The E step of rows first ... first + n - 1.
  void accumulate(Index first, Index n);
  // A piece of the M step, once all rows are accumulated: some milliseconds. Whether it is done.
  bool update();
  // Of a row's latents, in nats, by the mixture that there was before the last M step.
  double mean_log_likelihood() const { return mean_log_likelihood_; }

  Index rows() const { return latents_.rows(); }
  // Ends the fit.
  GaussianMixture take_mixture() { return GaussianMixture(std::move(components_)); }

 private:
  using Component = GaussianMixture::Component;
  struct Sums {  // over the rows, of a component's responsibility r
    double r = 0;
    Vector<double> first;   // of r (z - mean)
    Matrix<double> second;  // of r (z - mean) (z - mean)^T, lower
  };
  void begin_components();
  void begin_pass();
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
  std::vector<double> log_densities_;  // of a row
  Matrix<double> covariance_;
  Vector<double> difference_, whitened_;
  double log_likelihood_ = 0, mean_log_likelihood_ = 0;
  std::size_t updated_ = 0;  // components that the M step under way is done with
  bool decomposing_ = false;
  Eigendecomposition eigen_;
};

}  // namespace vae1
