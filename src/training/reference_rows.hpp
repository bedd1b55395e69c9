// Some of the training rows, which the model keeps to compare others with: the first ones of the
// latest finished epoch, whose order is random. So they do not depend on how often a training was
// interrupted and resumed.
#pragma once

#include <algorithm>
#include <utility>

#include "../types.hpp"

namespace vae1 {

class ReferenceRows {
 public:
  // At most this many numbers are kept: 4 MB.
  static constexpr Index most_numbers = Index{1} << 20;

  // The most rows of D features that are kept if `asked` are wanted.
  static Index limit(Index asked, Index features) {
    return std::min(asked, std::max<Index>(most_numbers / features, 1));
  }

  // Room for `rows` rows of the epochs to come. What is kept stays until an epoch is finished.
  void reserve(Index rows, Index features) {
    next_.resize(rows, features);
    kept_.conservativeResize(std::max(rows, count_), features);
  }
  void begin_epoch() { taken_ = 0; }
  // X: n x D, the next rows of the epoch in the model's units.
  void take(ConstMatrixView<float> X) {
    const Index n = std::min(X.rows(), next_.rows() - taken_);
    next_.middleRows(taken_, n) = X.topRows(n);
    taken_ += n;
  }
  // Keeps the rows taken since begin_epoch().
  void keep() {
    kept_.topRows(taken_) = next_.topRows(taken_);
    count_ = taken_;
    taken_ = 0;
  }
  void end_training() { next_.resize(0, 0); }

  Index count() const { return count_; }                                                // M
  ConstMatrixView<float> rows() const { return {kept_.data(), count_, kept_.cols()}; }  // M x D
  void restore(Matrix<float> rows) {
    kept_ = std::move(rows);
    count_ = kept_.rows();
  }

 private:
  Matrix<float> kept_, next_;
  Index count_ = 0, taken_ = 0;
};

}  // namespace vae1
