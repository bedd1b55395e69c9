// The weights with the lowest held-out loss, beside those that training goes on from. Between two
// trainings the network has the best, for whoever reads, and the others are kept here; during a
// training it is the other way round.
#pragma once

#include <vector>

#include "history.hpp"

namespace vae1 {

class BestWeights {
 public:
  struct Origin {
    std::uint64_t epoch = 0;        // that the weights are from; 0: none are kept
    std::uint64_t first_epoch = 0;  // from which on the held-out rows are these
    std::uint64_t rows = 0;         // fingerprint of the held-out rows
  };

  const Origin& origin() const { return origin_; }

  // After an epoch with held-out rows, whose record is the history's last. Losses on other rows do
  // not compare, so with those the search starts anew.
  void consider(const std::vector<EpochRecord>& history, std::uint64_t rows,
                const Vector<float>& parameters);
  void forget() { *this = {}; }
  void restore(const Origin& origin, Vector<float> parameters) {
    origin_ = origin;
    parameters_ = std::move(parameters);
  }

  // Gives the network the best weights, if there are any, or those to go on from: a swap of two
  // pointers. Either may be called twice.
  void serve(Vector<float>& network) { exchange(network, origin_.epoch != 0); }
  void withdraw(Vector<float>& network) { exchange(network, false); }
  // Which is which, whoever has them now.
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
  Vector<float> parameters_;  // the best; the last while those serve
  bool serving_ = false;
};

}  // namespace vae1
