// The weight of the KL divergence, epoch by epoch. A rising weight keeps the decoder from learning
// to ignore the latents before they carry information.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vae1 {

struct BetaSchedule {
  // The numbers are those of the model file: append, never renumber.
  enum class Kind : std::uint8_t { constant = 0, linear = 1, cyclic = 2 };

  Kind kind = Kind::constant;
  double to = 1;  // the target, used for held-out losses and for epochs after the schedule
  double from = 0;
  std::int32_t epochs = 1;  // length of the schedule
  std::int32_t cycles = 4;  // cyclic only
  double ratio = 0.5;       // cyclic only: the part of a cycle in which beta rises

  // Whether beta has reached the target for good in the epoch after `done`. A cyclic beta falls
  // again until its last cycle. Before this, weights serve another trade-off than the one that
  // held-out losses weigh, so their losses say nothing about when to stop.
  bool settled(std::uint64_t done) const {
    const auto length = static_cast<std::uint64_t>(epochs);
    const bool last = kind != Kind::cyclic || from == to || done >= length ||
                      done / period() == (length - 1) / period();
    return last && at(done) == to;
  }

  // Beta for the epoch after `done` epochs of the model.
  //   linear: from + (to - from) min(done / epochs, 1).
  //   cyclic: from + (to - from) min(tau / ratio, 1) with
  //     tau = (done mod ceil(epochs / cycles)) / (epochs / cycles), and `to` from `epochs` on:
  //     Fu et al. (2019), "Cyclical Annealing Schedule", arXiv:1903.10145, equations 6 and 7.
  double at(std::uint64_t done) const {
    const auto length = static_cast<std::uint64_t>(epochs);
    if (kind == Kind::constant || done >= length) return to;
    double risen = static_cast<double>(done) / static_cast<double>(length);
    if (kind == Kind::cyclic) {
      const double tau =
          static_cast<double>(done % period()) * cycles / static_cast<double>(length);
      risen = std::min(tau / ratio, 1.0);
    }
    return from + (to - from) * risen;
  }

 private:
  // The epochs of a cycle.
  std::uint64_t period() const {
    const auto count = static_cast<std::uint64_t>(cycles);
    return (static_cast<std::uint64_t>(epochs) + count - 1) / count;
  }
};

inline bool valid(const BetaSchedule& schedule) {
  const auto weight = [](double beta) { return std::isfinite(beta) && beta >= 0; };
  const bool cyclic = schedule.kind == BetaSchedule::Kind::cyclic;
  return schedule.kind <= BetaSchedule::Kind::cyclic && weight(schedule.from) &&
         weight(schedule.to) && schedule.epochs >= 1 && schedule.cycles >= 1 &&
         !(cyclic && schedule.cycles > schedule.epochs) && schedule.ratio > 0 &&
         schedule.ratio <= 1;
}

}  // namespace vae1
