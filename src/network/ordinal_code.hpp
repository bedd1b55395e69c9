// How the network sees a cell of an ordinal column, so that neighbours are alike.
//
//   hats   up to 16 levels: 1 for the cell's level, 0 for the others. More: h = 4 ... 16 of them, a
//          quarter as many as levels; with c the share of the cells below,
//          max(0, 1 - |(h - 1) c - i|), i = 0 ... h - 1: piecewise linear in c, two of them not 0
//   place  the cell's on the column's scale (data/ordinal_scale.hpp)
//   atoms  of more than 16 levels, 1 for each level whose share is at least 1/50 and three times
//   that
//          of the average level: a value that stands out, such as 0 mm of rain, whose meaning need
//          not be that of its neighbours
#pragma once

#include <vector>

#include "../data/ordinal_scale.hpp"

namespace vae1 {

class OrdinalCode {
 public:
  OrdinalCode() = default;  // of another kind of column
  // Without the column's shares, with as many atoms as there can be.
  explicit OrdinalCode(const Column& column);

  Index width() const { return width_; }
  // Adds the code to `width` numbers that are 0. x: a cell that is present.
  template <class T>
  void write(T x, T* out) const;

 private:
  struct Level {
    OrdinalScale::Level scale;
    double below, share;  // of the cells
    Index own;            // the feature that only this level has, or -1
  };

  std::vector<Level> levels_;
  Index hats_ = 0, width_ = 0;
};

}  // namespace vae1
