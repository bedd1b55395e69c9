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

std::string invalid(const LearningRateSchedule& schedule) {
  if (schedule.kind > LearningRateSchedule::Kind::plateau)
    return "an unknown schedule of the learning rate";
  const auto rate = [](double value) { return std::isfinite(value) && value >= 0; };
  if (!rate(schedule.initial) || schedule.initial == 0)
    return "a learning rate that is not a number > 0";
  if (!rate(schedule.final) || !rate(schedule.minimum))
    return "a learning rate that is not a number >= 0";
  if (schedule.epochs < 1 || schedule.warmup < 0 || schedule.warmup >= schedule.epochs)
    return "a schedule of the learning rate whose warmup is not shorter than it";
  if (!(schedule.factor > 0 && schedule.factor < 1)) return "a factor outside (0, 1)";
  if (schedule.patience < 0) return "a patience below 0";
  if (!(schedule.threshold >= 0 && schedule.threshold < 1)) return "a threshold outside [0, 1)";
  return {};
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
