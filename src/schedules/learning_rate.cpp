#include "learning_rate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "../math/cosine.hpp"

namespace vae1 {
namespace {

// ReduceLROnPlateau's eps: smaller changes are skipped.
constexpr double smallest_change = 1e-8;

}  // namespace

bool valid(const LearningRateSchedule& schedule) {
  const auto rate = [](double value) { return std::isfinite(value) && value >= 0; };
  return schedule.kind <= LearningRateSchedule::Kind::plateau && rate(schedule.initial) &&
         schedule.initial > 0 && rate(schedule.final) && rate(schedule.minimum) &&
         schedule.epochs >= 1 && schedule.warmup >= 0 && schedule.warmup < schedule.epochs &&
         schedule.factor > 0 && schedule.factor < 1 && schedule.patience >= 0 &&
         schedule.threshold >= 0 && schedule.threshold < 1;
}

double LearningRate::at(std::uint64_t done) const {
  const auto& s = schedule_;
  if (s.kind == LearningRateSchedule::Kind::constant) return s.initial;
  if (s.kind == LearningRateSchedule::Kind::plateau) return state_.rate;
  const auto epoch = static_cast<double>(done);
  if (epoch < s.warmup) return s.initial * (epoch + 1) / s.warmup;
  if (epoch >= s.epochs) return s.final;
  const double turn = (epoch - s.warmup) / (s.epochs - s.warmup);
  return s.final + (s.initial - s.final) * (1 + math::cosine(std::numbers::pi * turn)) / 2;
}

void LearningRate::after_epoch(double loss, Measured on, bool other_rows) {
  if (schedule_.kind != LearningRateSchedule::Kind::plateau) return;
  const bool held_out = on == Measured::held_out;
  if (other_rows || held_out != state_.held_out)
    state_ = {.rate = state_.rate, .held_out = held_out};
  // With infinity, the difference below would be NaN.
  const bool better =
      std::isinf(state_.best) || loss < state_.best - schedule_.threshold * std::abs(state_.best);
  if (better) {
    state_.best = loss;
    state_.bad_epochs = 0;
    return;
  }
  if (++state_.bad_epochs <= static_cast<std::uint32_t>(schedule_.patience)) return;
  state_.bad_epochs = 0;
  const double reduced = std::max(state_.rate * schedule_.factor, schedule_.minimum);
  if (state_.rate - reduced > smallest_change) state_.rate = reduced;
}

}  // namespace vae1
