#include "row_scores.hpp"

#include <limits>

#include "../network/posterior.hpp"

namespace vae1 {

RowScores::RowScores(const Inference& inference, const Rows& rows,
                     const PosteriorDraws::Noise& noise)
    : draws_(inference, rows, noise),
      rows_(static_cast<std::size_t>(rows.count)),
      losses_(static_cast<std::size_t>(inference.capacity())) {
  for (Index i = 0; i < rows.count; ++i)
    rows_[static_cast<std::size_t>(i)].user_units =
        inference.scaling.log_determinant() + inference.scaling.own_units(rows.slice(i, 1));
}

void RowScores::add(std::uint64_t samples) {
  draws_.draw(
      samples,
      [&](Index n) { draws_.inference().network.reconstruction_losses(n, losses_.data()); },
      [&](Index pair, Index i) {
        auto& row = rows_[static_cast<std::size_t>(i)];
        const double loss = losses_[static_cast<std::size_t>(pair)];
        row.loss += loss;
        row.gain += draws_.log_gain(pair);
        row.weight.add(draws_.log_ratio(pair, i) - loss);
      });
}

void RowScores::scores(ScoreMethod method, double* out) const {
  const auto samples = static_cast<double>(draws_.samples());
  if (method == ScoreMethod::elbo) posterior_kl<float>(draws_.head(), out);
  for (const auto& row : rows_) {
    const double reconstruction = row.loss / samples + row.user_units;
    switch (method) {
      case ScoreMethod::elbo:
        *out += reconstruction - row.gain / samples;
        break;
      case ScoreMethod::reconstruction:
        *out = reconstruction;
        break;
      case ScoreMethod::likelihood:
        *out = row.user_units - row.weight.value();
        break;
      case ScoreMethod::neighbours:
        break;
    }
    // A row so far out that single precision overflows gets the highest score, which is still
    // comparable.
    constexpr double highest = std::numeric_limits<double>::max();
    if (!(*out < highest)) *out = highest;
    ++out;
  }
}

}  // namespace vae1
