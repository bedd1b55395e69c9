// 0 or 1, from the logit of 1.
#pragma once

#include <cmath>

#include "cell.hpp"
#include "column_likelihood.hpp"

namespace vae1 {

template <class T>
class BinaryColumn final : public ColumnLikelihood<T> {
 public:
  explicit BinaryColumn(const Column& column) {
    if (const auto& shares = column.shares; shares.size() == 2)
      log_odds_ = static_cast<T>(std::log(shares[1] / shares[0]));
  }

  void initialise_bias(T* bias) const override { *bias += log_odds_; }
  T loss(T x, const T* o, const T*) const override {
    return cell::first(cell::logistic(*o).softplus()) - *o * x;
  }
  T backward(T x, T* o, const T*, T weight, T*) const override {
    const auto of = cell::logistic(*o);
    const T loss = cell::first(of.softplus()) - *o * x;
    *o = weight * (cell::first(of.sigmoid()) - x);
    return loss;
  }
  T mean(const T* o) const override { return cell::first(cell::logistic(*o).sigmoid()); }
  T draw(const T* o, const T*, T, T uniform) const override {
    return uniform < mean(o) ? T(1) : T(0);
  }

 private:
  T log_odds_ = 0;  // of the marginal distribution
};

}  // namespace vae1
