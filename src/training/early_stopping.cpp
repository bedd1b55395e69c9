#include "early_stopping.hpp"

#include <limits>

namespace vae1 {

bool EarlyStopping::reached(std::span<const EpochRecord> epochs) const {
  double best = std::numeric_limits<double>::infinity();
  std::uint32_t waited = 0;
  for (const auto& record : epochs) {
    const bool better = record.validation->loss < best - min_delta;
    if (better) best = record.validation->loss;
    waited = better ? 0 : waited + 1;
  }
  return waited >= patience;
}

}  // namespace vae1
