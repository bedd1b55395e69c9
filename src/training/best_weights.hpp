// The weights with the lowest held-out loss, besides the latest ones. Between trainings the network
// holds the best weights, for inference, and the latest are stored here; during training it is the
// other way round.
#pragma once

#include <vector>

#include "history.hpp"

namespace vae1 {

class BestWeights {
 public:
  struct Origin {
    std::uint64_t epoch = 0;        // of the best weights; 0 if there are none
    std::uint64_t first_epoch = 0;  // the first epoch with these held-out rows
    std::uint64_t rows = 0;         // fingerprint of the held-out rows
  };

  const Origin& origin() const { return origin_; }

  // Call it after an epoch with held-out rows, whose record is the last in the history. Losses on
  // different rows are not comparable, so new held-out rows restart the search.
  void consider(const std::vector<EpochRecord>& history, std::uint64_t rows,
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
  void forget() { *this = {}; }
  void restore(const Origin& origin, Vector<float> parameters) {
    origin_ = origin;
    parameters_ = std::move(parameters);
  }

  // Gives the network the best weights, if there are any, or the latest ones, by swapping two
  // pointers. Both are idempotent.
  void serve(Vector<float>& network) { exchange(network, origin_.epoch != 0); }
  void withdraw(Vector<float>& network) { exchange(network, false); }
  // The best and the latest weights, wherever they are now.
  const Vector<float>& best(const Vector<float>& network) const {
    return serving_ ? network : parameters_;
  }
  const Vector<float>& last(const Vector<float>& network) const {
    return serving_ ? parameters_ : network;
  }

 private:
  void exchange(Vector<float>& network, bool serving) {
    if (serving_ != serving) network.swap(parameters_);
    serving_ = serving;
  }

  Origin origin_;
  Vector<float> parameters_;  // the best, or the latest while the network has the best
  bool serving_ = false;
};

}  // namespace vae1
