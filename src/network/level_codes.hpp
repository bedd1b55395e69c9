// How the network sees the levels of an ordinal column, so that neighbours are alike.
//
//   hats   up to 16 levels: 1 for the level, 0 for the others. More: h = 4 ... 16 of them, a
//   quarter as
//          many as levels; with c the share of the cells below the level and half of those in it,
//          max(0, 1 - |(h - 1) c - i|), i = 0 ... h - 1: piecewise linear in c, two of them not 0
//   place  level_places()
//   atoms  of more than 16 levels, 1 for each level whose share is at least 1/50 and three times
//   that
//          of the average level: a value that stands out, such as 0 mm of rain, whose meaning need
//          not be that of its neighbours
#pragma once

#include "../data/column.hpp"

namespace vae1 {

// levels x features. Without the column's shares, the widest that it can be, all 0.
template <class T>
Matrix<T> level_codes(const Column& column);

}  // namespace vae1
