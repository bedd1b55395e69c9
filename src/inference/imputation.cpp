#include "imputation.hpp"

#include <cmath>
#include <limits>

namespace vae1 {

Imputation::Imputation(const Inference& inference, const Rows& rows, Index completions,
                       std::uint64_t seed, std::uint64_t first_row)
    : draws_(inference, rows, {Stream(seed, Purpose::imputation_latent), first_row, false}),
      cells_(rows.features),
      completions_(completions),
      first_row_(first_row),
      choice_(seed, Purpose::imputation_choice),
      output_(seed, Purpose::imputation_output),
      losses_(static_cast<std::size_t>(inference.capacity())),
      largest_(static_cast<std::size_t>(rows.count), -std::numeric_limits<double>::infinity()),
      sum_(static_cast<std::size_t>(rows.count)),
      filled_(completions * rows.count, rows.features) {}

void Imputation::add(std::uint64_t samples) {
  auto& network = draws_.inference().network;
  const Index rows = draws_.rows();
  draws_.draw(
      samples, [&](Index n) { network.counted_losses(n, losses_.data()); },
      [&](Index pair, Index row) {
        const auto i = static_cast<std::size_t>(row);
        const double log_weight =
            draws_.log_ratio(pair, row) - losses_[static_cast<std::size_t>(pair)];
        if (log_weight > largest_[i] && std::isfinite(log_weight)) {
          sum_[i] *= std::exp(largest_[i] - log_weight);
          largest_[i] = log_weight;
        }
        // Take the first draw in any case, so that there is one even if all weights are 0.
        const double weight = std::isfinite(log_weight) ? std::exp(log_weight - largest_[i]) : 0;
        sum_[i] += weight;
        const double share = sum_[i] > 0 ? weight / sum_[i] : 1;
        const auto output = network.output(pair + 1).row(pair);
        const auto sample = draws_.sample_of(pair);
        const auto epoch = static_cast<std::uint32_t>(2 * sample);
        for (Index c = 0; c < completions_; ++c) {
          // Every completion of every row has its own random numbers.
          const std::uint64_t number = (first_row_ + static_cast<std::uint64_t>(row)) *
                                           static_cast<std::uint64_t>(completions_) +
                                       static_cast<std::uint64_t>(c);
          if (sample > 0 && choice_.uniform_double(epoch, number) >= share) continue;
          cells_.draw(network.likelihood(), network.likelihood_parameters(),
                      {output.data(), 1, output.cols()}, output_, epoch, number,
                      &filled_(c * rows + row, 0));
        }
      });
}

void Imputation::completions(double* out) const {
  draws_.inference().scaling.to_user(filled_.data(), filled_.rows(), out);
}

}  // namespace vae1
