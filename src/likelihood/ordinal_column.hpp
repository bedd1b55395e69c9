// A level and a position u within it, 0 to 1. What a position stands for, and its density where all
// are as likely, are the caller's, who adds them by an offset column.
//
// o: a number for each of the K levels, then a tilt t of two. The logit of level k is
//
//   o_k + t_1 s_k + t_2 (s_k^2 - 1)
//
// s_k: the level's middle on the column's scale (data/ordinal_scale.hpp). The tilt moves and widens
// the whole distribution at once, so that few rows suffice to learn how a column follows others;
// the o_k are for what is left. It goes on within the levels that are ranges, from s = b to e:
//
//   log p(u | k) = a (u - 1/2) - log(sinh(a/2) / (a/2)),  a = t_1 (e - b) + t_2 (e^2 - b^2)
#pragma once

#include <algorithm>
#include <array>

#include "../data/ordinal_scale.hpp"
#include "categorical_column.hpp"
#include "exponential_slope.hpp"

namespace vae1 {

template <class T>
class OrdinalColumn final : public ColumnLikelihood<T> {
 public:
  static constexpr Index tilts = 2;

  explicit OrdinalColumn(const Column& column)
      : level_(column), levels_(column.levels), scale_(column.shares.size()) {
    const OrdinalScale scale(column);
    for (std::size_t k = 0; k < scale_.size(); ++k) {
      const auto& level = scale.levels()[k];
      const double place = level.middle(), width = level.is_range ? level.last - level.first : 0;
      scale_[k] = {static_cast<T>(place), static_cast<T>(width), static_cast<T>(2 * place * width)};
    }
  }

  void initialise_bias(T* bias) const override { level_.initialise_bias(bias); }
  T loss(T x, const T* o, const T* s) const override {
    return level_.loss(x, logits(o).data(), s) - slope(x, o).log_density(position(x));
  }
  T backward(T x, T* o, const T* s, T weight, T* ds) const override {
    const auto within = slope(x, o);
    const auto all = logits(o);
    std::copy_n(all.data(), levels_, o);
    const T u = position(x);
    const T loss = level_.backward(x, o, s, weight, ds) - within.log_density(u);
    const T d_slope = -weight * within.derivative(u);
    const auto& level = scale_[at(x)];
    T first = d_slope * level.first, second = d_slope * level.second;
    for (Index k = 0; k < levels_; ++k) {
      const T place = scale_[static_cast<std::size_t>(k)].place, d = o[k] * place;
      first += d;
      second += d * place - o[k];
    }
    o[levels_] = first;
    o[levels_ + 1] = second;
    return loss;
  }
  // The middle of the median level.
  T mean(const T* o) const override {
    return static_cast<T>(cell::pick(logits(o).data(), levels_, T(0.5)).level) + T(0.5);
  }
  T draw(const T* o, const T*, T, T uniform) const override {
    const auto [level, share] = cell::pick(logits(o).data(), levels_, uniform);
    constexpr T margin = static_cast<T>(position_margin);
    const T x = static_cast<T>(level);
    if (!is_range(level)) return x + T(0.5);
    return x + margin + (1 - 2 * margin) * slope(x, o).quantile(share);
  }

 private:
  using Logits = std::array<T, max_ordinal_levels>;
  struct Level {
    T place;          // s
    T first, second;  // a = t_1 first + t_2 second; 0 for a single value
  };

  bool is_range(Index level) const { return scale_[static_cast<std::size_t>(level)].first != T(0); }
  std::size_t at(T x) const { return static_cast<std::size_t>(cell::level(x, levels_)); }
  T position(T x) const {
    return static_cast<T>(OrdinalScale::position(static_cast<double>(x), cell::level(x, levels_)));
  }
  // Of the density within a cell's level.
  ExponentialSlope<T> slope(T x, const T* o) const {
    const auto& [place, first, second] = scale_[at(x)];
    return ExponentialSlope<T>(o[levels_] * first + o[levels_ + 1] * second);
  }
  __attribute__((noinline)) Logits logits(const T* o) const {
    Logits out;
    const T first = o[levels_], second = o[levels_ + 1];
    for (Index k = 0; k < levels_; ++k) {
      const T place = scale_[static_cast<std::size_t>(k)].place;
      out[static_cast<std::size_t>(k)] = o[k] + first * place + second * (place * place - 1);
    }
    return out;
  }

  CategoricalColumn<T> level_;
  Index levels_;
  std::vector<Level> scale_;
};

// An offset: its cell is its loss, and no output of the network matters to it.
template <class T>
class OffsetColumn final : public ColumnLikelihood<T> {
 public:
  void initialise_bias(T*) const override {}
  T loss(T x, const T*, const T*) const override { return x; }
  T backward(T x, T*, const T*, T, T*) const override { return x; }
  T mean(const T*) const override { return 0; }
  T draw(const T*, const T*, T, T) const override { return 0; }
};

}  // namespace vae1
