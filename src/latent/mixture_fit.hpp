// Fits a GaussianMixture to the aggregate posterior of a data set, the mean of q(z|x) over its
// rows, which is what the decoder was trained on. Sampling such a fit instead of N(0, I) is from
// Ghosh, Sajjadi, Vergari, Black, Schoelkopf (2020), "From Variational to Deterministic
// Autoencoders", arXiv:1903.12436, section 4.
//
// The fit uses one draw from each row's posterior. These are draws from the aggregate posterior, so
// this is maximum likelihood. (Using means and variances of q in the M step would need
// responsibilities without a closed form.)
//
// Usage: add() the latents of all rows, then advance() until it is done. No result depends on the
// pieces.
#pragma once

#include <cstdint>

#include "../inference/inference.hpp"
#include "../prior/mixture_em.hpp"

namespace vae1 {

class MixtureFit {
 public:
  // The rounds of EM end when they gain nothing more, or have taken this many multiply-adds: a few
  // seconds.
  static constexpr double most_multiply_adds = 5e9;

  // team: must outlive it.
  MixtureFit(std::uint64_t rows, Index latent_dim, Index components, std::uint64_t seed,
             Team& team = Team::alone())
      : seed_(seed),
        team_(&team),
        latents_(static_cast<Index>(rows), latent_dim),
        em_(latents_.rows(), latent_dim, components, seed,
            MixtureEm::Stop::within(most_multiply_adds, static_cast<double>(rows), latent_dim,
                                    components)) {}
  static double bytes(double rows, double latent_dim, double components, int threads) {
    return 4 * rows * latent_dim + MixtureEm::bytes(rows, latent_dim, components, threads);
  }

  // Adds one draw from each row's posterior, after those added before.
  void add(const Inference& inference, const Rows& rows) {
    const Stream stream(seed_, Purpose::mixture_latent);
    auto& network = inference.network;
    inference.in_pieces(rows, [&](Index, Index n) {
      inference.fill_noise(n, stream, static_cast<std::uint64_t>(filled_));
      network.posterior_sample(n);
      latents_.middleRows(filled_, n) = network.latents(n);
      filled_ += n;
    });
  }
  // As MixtureEm::advance().
  bool advance(Index n) {
    return em_.advance({latents_.data(), latents_.rows(), latents_.cols()}, n, *team_);
  }

  std::uint64_t iterations() const { return em_.rounds(); }  // rounds of EM
  double mean_log_likelihood() const { return em_.mean_log_likelihood(); }
  // Ends the fit.
  GaussianMixture take_mixture() { return em_.take_mixture(); }

 private:
  std::uint64_t seed_;
  Team* team_;
  Index filled_ = 0;       // rows added
  Matrix<float> latents_;  // N x L
  MixtureEm em_;
};

}  // namespace vae1
