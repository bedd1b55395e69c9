#include "beta_schedule.hpp"

#include <algorithm>
#include <cmath>

namespace vae1 {

double BetaSchedule::at(std::uint64_t done) const {
  const auto length = static_cast<std::uint64_t>(epochs);
  if (kind == Kind::constant || done >= length) return to;
  double risen = static_cast<double>(done) / static_cast<double>(length);
  if (kind == Kind::cyclic) {
    const auto count = static_cast<std::uint64_t>(cycles);
    const std::uint64_t period = (length + count - 1) / count;
    const double tau = static_cast<double>(done % period) * static_cast<double>(count) /
                       static_cast<double>(length);
    risen = std::min(tau / ratio, 1.0);
  }
  return from + (to - from) * risen;
}

bool valid(const BetaSchedule& schedule) {
  const auto weight = [](double beta) { return std::isfinite(beta) && beta >= 0; };
  const bool cyclic = schedule.kind == BetaSchedule::Kind::cyclic;
  return schedule.kind <= BetaSchedule::Kind::cyclic && weight(schedule.from) &&
         weight(schedule.to) && schedule.epochs >= 1 && schedule.cycles >= 1 &&
         !(cyclic && schedule.cycles > schedule.epochs) && schedule.ratio > 0 &&
         schedule.ratio <= 1;
}

}  // namespace vae1
