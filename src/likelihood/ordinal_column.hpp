// A level and a position within it: the level from a softmax, the position uniform. What a position
// stands for, and its density, are the caller's, who adds them by an offset column.
//
// o: a number for each of the K levels, then a tilt of two. The logit of level k is
//
//   o_k + t_1 s_k + t_2 (s_k^2 - 1)
//
// s_k: the level's place (data/level_places.hpp). The tilt moves and widens the whole distribution
// at once, so that few rows suffice to learn how a column follows others; the o_k are for what is
// left.
#pragma once

#include <algorithm>
#include <array>

#include "../data/level_places.hpp"
#include "categorical_column.hpp"

namespace vae1 {

template <class T>
class OrdinalColumn final : public ColumnLikelihood<T> {
 public:
  static constexpr Index tilts = 2;

  explicit OrdinalColumn(const Column& column)
      : level_(column), levels_(column.levels), places_(static_cast<std::size_t>(column.levels)) {
    const auto places = level_places(column.shares);
    std::transform(places.begin(), places.end(), places_.begin(),
                   [](double place) { return static_cast<T>(place); });
  }

  void initialise_bias(T* bias) const override { level_.initialise_bias(bias); }
  T loss(T x, const T* o, const T* s) const override { return level_.loss(x, logits(o).data(), s); }
  T backward(T x, T* o, const T* s, T weight, T* ds) const override {
    const auto all = logits(o);
    std::copy_n(all.data(), levels_, o);
    const T loss = level_.backward(x, o, s, weight, ds);
    T first = 0, second = 0;
    for (Index k = 0; k < levels_; ++k) {
      const T place = places_[static_cast<std::size_t>(k)], d = o[k] * place;
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
    const auto [level, position] = cell::pick(logits(o).data(), levels_, uniform);
    constexpr T margin = static_cast<T>(position_margin);
    return static_cast<T>(level) + margin + (1 - 2 * margin) * position;
  }

 private:
  using Logits = std::array<T, max_ordinal_levels>;

  Logits logits(const T* o) const {
    Logits out;
    const T first = o[levels_], second = o[levels_ + 1];
    for (Index k = 0; k < levels_; ++k) {
      const T place = places_[static_cast<std::size_t>(k)];
      out[static_cast<std::size_t>(k)] = o[k] + first * place + second * (place * place - 1);
    }
    return out;
  }

  CategoricalColumn<T> level_;
  Index levels_;
  std::vector<T> places_;  // s
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
