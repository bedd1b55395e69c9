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

std::string invalid(const BetaSchedule& schedule) {
  const auto weight = [](double beta) { return std::isfinite(beta) && beta >= 0; };
  if (schedule.kind > BetaSchedule::Kind::cyclic) return "an unknown schedule of beta";
  if (!weight(schedule.from) || !weight(schedule.to)) return "a beta that is not a number >= 0";
  if (schedule.epochs < 1) return "a schedule of beta without epochs";
  if (schedule.cycles < 1) return "a schedule of beta without cycles";
  if (schedule.kind == BetaSchedule::Kind::cyclic && schedule.cycles > schedule.epochs)
    return "a schedule of beta with more cycles than epochs";
  if (!(schedule.ratio > 0 && schedule.ratio <= 1))
    return "a ratio of beta's cycles outside (0, 1]";
  return {};
}

}  // namespace vae1
