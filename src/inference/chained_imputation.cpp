#include "chained_imputation.hpp"

namespace vae1 {

ChainedImputation::ChainedImputation(const Inference& inference, const Rows& rows,
                                     Index completions, std::uint64_t seed, std::uint64_t first_row)
    : inference_(inference),
      chain_(inference),
      completions_(completions),
      first_row_(first_row),
      latent_(seed, Purpose::imputation_latent),
      output_(seed, Purpose::imputation_output),
      X_(rows.count, rows.features),
      filled_(completions * rows.count, rows.features) {
  inference_.scaling.to_model(rows, X_.data());
}

void ChainedImputation::add(std::uint64_t completions) {
  const auto last = std::min(completions_, made_ + static_cast<Index>(completions));
  for (; made_ < last; ++made_)
    inference_.in_pieces(X_.rows(), [&](Index first, Index n) { complete(made_, first, n); });
}

void ChainedImputation::complete(Index completion, Index first, Index n) {
  auto& network = inference_.network;
  network.input(n) = X_.middleRows(first, n);
  network.know_input(n);
  for (Index i = 0; i < n; ++i) {
    const auto row = first_row_ + static_cast<std::uint64_t>(first + i);
    const auto epoch = 2 * static_cast<std::uint32_t>(completion);
    latent_.normal(epoch, row, row_of(network.noise(n), i));
    chain_.number(i, output_, epoch, row);
  }
  network.posterior_sample(n, Known::cells);
  chain_.draw(n, Known::cells);
  filled_.middleRows(completion * X_.rows() + first, n) = network.input(n);
}

void ChainedImputation::completions(double* out) const {
  inference_.scaling.to_user(filled_.data(), filled_.rows(), out);
}

}  // namespace vae1
