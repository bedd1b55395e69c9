// A level, from the logits of the levels.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "cell.hpp"
#include "column_likelihood.hpp"

namespace vae1 {

template <class T>
class CategoricalColumn final : public ColumnLikelihood<T> {
 public:
  explicit CategoricalColumn(const Column& column) : levels_(column.levels) {
    for (const double share : column.shares) log_shares_.push_back(static_cast<T>(std::log(share)));
  }

  void initialise_bias(T* bias) const override {
    for (const T log_share : log_shares_) *bias++ += log_share;
  }

  T loss(T x, const T* o, const T*) const override {
    // Work in pieces, so that O is not overwritten.
    constexpr Index piece = 64;
    T powers[piece];
    const T largest = *std::max_element(o, o + levels_);
    T sum = 0;
    for (Index first = 0; first < levels_; first += piece) {
      const Index count = std::min<Index>(piece, levels_ - first);
      cell::exp_below(o + first, count, largest, powers);
      for (Index k = 0; k < count; ++k) sum += powers[k];
    }
    return largest + cell::log(sum) - o[cell::level(x, levels_)];
  }

  T backward(T x, T* o, const T*, T weight, T*) const override {
    const Index is = cell::level(x, levels_);
    const T of_level = o[is];
    const auto [largest, sum] = cell::softmax(o, levels_, o);
    VectorView<T>(o, levels_) *= weight / sum;
    o[is] -= weight;
    return largest + cell::log(sum) - of_level;
  }

  // The most probable level.
  T mean(const T* o) const override { return static_cast<T>(std::max_element(o, o + levels_) - o); }
  T draw(const T* o, const T*, T, T uniform) const override {
    return static_cast<T>(cell::pick(o, levels_, uniform).level);
  }

 private:
  Index levels_;
  std::vector<T> log_shares_;  // of the marginal distribution
};

}  // namespace vae1
