#include "best_weights.hpp"

namespace vae1 {

void BestWeights::consider(const std::vector<EpochRecord>& history, std::uint64_t rows,
                           const Vector<float>& parameters) {
  const auto& record = history.back();
  if (origin_.epoch == 0 || origin_.rows != rows) {
    origin_ = {.epoch = record.epoch, .first_epoch = record.epoch, .rows = rows};
  } else {
    const auto& best = history[static_cast<std::size_t>(origin_.epoch - 1)];
    if (!(record.validation->loss < best.validation->loss)) return;
    origin_.epoch = record.epoch;
  }
  parameters_ = parameters;
}

}  // namespace vae1
