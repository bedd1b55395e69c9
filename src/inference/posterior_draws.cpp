#include "posterior_draws.hpp"

#include "../network/posterior.hpp"

namespace vae1 {

PosteriorDraws::PosteriorDraws(const Inference& inference, const Rows& rows, const Noise& noise)
    : inference_(inference),
      noise_(noise),
      X_(rows.count, rows.features),
      head_(rows.count, 2 * inference.network.latent_dim()),
      pair_head_(inference.capacity(), 2 * inference.network.latent_dim()) {
  if (inference.prior) {
    prior_.emplace(*inference.prior, inference.network.latent_dim());
    log_priors_.resize(static_cast<std::size_t>(inference.capacity()));
  }
  inference_.scaling.to_model(rows, X_.data());
  inference_.in_pieces(rows.count, [&](Index first, Index n) {
    inference_.network.input(n) = X_.middleRows(first, n);
    head_.middleRows(first, n) = inference_.network.encode(n);
  });
}

void PosteriorDraws::decode(std::uint64_t first, Index pairs) {
  auto& network = inference_.network;
  auto X = network.input(pairs);
  const auto noise = network.noise(pairs);
  const auto n = static_cast<std::uint64_t>(rows());
  for (Index pair = 0; pair < pairs; ++pair) {
    const std::uint64_t number = first + static_cast<std::uint64_t>(pair);
    const auto row = static_cast<Index>(number % n);
    const auto sample = static_cast<std::uint32_t>(samples_ + number / n);
    X.row(pair) = X_.row(row);
    pair_head_.row(pair) = head_.row(row);
    noise_.stream.normal(sample,
                         noise_.shared ? 0 : noise_.first_row + static_cast<std::uint64_t>(row),
                         row_of(noise, pair));
  }
  sample_posterior<float>({pair_head_.data(), pairs, pair_head_.cols()}, as_const(noise),
                          network.latents(pairs));
  network.decode(pairs);
  if (prior_) prior_->log_densities(as_const(network.latents(pairs)), log_priors_.data());
}

double PosteriorDraws::log_gain(Index pair) const {
  if (!prior_) return 0;
  const auto z = inference_.network.latents(pair + 1).row(pair);
  return log_priors_[static_cast<std::size_t>(pair)] -
         log_standard({z.data(), static_cast<std::size_t>(z.size())});
}

// With z = mean + e^(s/2) noise and p(z) = N(0, I): 1/2 sum(s + noise^2 - z^2). The log 2 pi terms
// cancel.
double PosteriorDraws::log_ratio(Index pair, Index row) const {
  const Index latent = head_.cols() / 2;
  const auto z = inference_.network.latents(pair + 1).row(pair);
  const auto noise = inference_.network.noise(pair + 1).row(pair);
  double twice = 0;
  for (Index j = 0; j < latent; ++j) {
    const double a = noise[j], b = z[j];
    twice += static_cast<double>(head_(row, latent + j)) + (a * a - b * b);
  }
  return 0.5 * twice + log_gain(pair);
}

}  // namespace vae1
