// The optimiser's step size, epoch by epoch.
#pragma once

#include <cstdint>
#include <limits>

namespace vae1 {

struct LearningRateSchedule {
  // The numbers are those of the model file: append, never renumber.
  enum class Kind : std::uint8_t { constant = 0, cosine = 1, plateau = 2 };

  Kind kind = Kind::constant;
  double initial = 1e-3;
  // cosine
  std::int32_t epochs = 1;
  std::int32_t warmup = 0;  // how many of the epochs, at the start
  double final = 0;
  // plateau
  double factor = 0.1;
  std::int32_t patience = 10;
  double threshold = 1e-4;
  double minimum = 0;
};

bool valid(const LearningRateSchedule& schedule);

// Follows a schedule. Its State carries over from epoch to epoch and is saved.
class LearningRate {
 public:
  // For a plateau schedule.
  struct State {
    double rate = 0;
    double best = std::numeric_limits<double>::infinity();  // loss
    std::uint32_t bad_epochs = 0;                           // since the best
    bool held_out = false;                                  // whether these are held-out losses
  };

  explicit LearningRate(const LearningRateSchedule& schedule)
      : schedule_(schedule), state_{.rate = schedule.initial} {}

  // The rate for the epoch after `done` epochs of the model.
  //   cosine: initial (done + 1) / warmup while done < warmup; then
  //     final + (initial - final) (1 + cos(pi (done - warmup) / (epochs - warmup))) / 2,
  //     and `final` from `epochs` on: Loshchilov and Hutter (2017), arXiv:1608.03983, equation 5
  //     without restarts, as torch.optim.lr_scheduler.CosineAnnealingLR.
  double at(std::uint64_t done) const;

  // Reports the loss of an epoch, of training or held-out rows. Plateau: the rule of
  // torch.optim.lr_scheduler.ReduceLROnPlateau (mode 'min', threshold_mode 'rel'), but an
  // improvement must lie below best - threshold |best|, which is also right for negative losses.
  // Different rows restart the count.
  enum class Measured : std::uint8_t { training, held_out };
  void after_epoch(double loss, Measured on, bool other_rows = false);

  const State& state() const { return state_; }
  void restore(const State& state) { state_ = state; }

 private:
  LearningRateSchedule schedule_;
  State state_;
};

}  // namespace vae1
