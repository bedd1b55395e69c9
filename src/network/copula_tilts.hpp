// What the known cells of a row say of its ordinal cells by the columns' copula
// (data/gaussian_copula.hpp): with m and v the mean and the variance of a cell's place given the
// known ones, and M and V without them, the tilts of its output (likelihood/ordinal_column.hpp)
// that turn N(M, V) into N(m, v). The decoder adds them to its own, so that it has to learn only
// what differs from a normal distribution. v and V count as at least 0.02.
#pragma once

#include <span>
#include <vector>

#include "../data/gaussian_copula.hpp"
#include "../data/ordinal_scale.hpp"

namespace vae1 {

template <class T>
class CopulaTilts {
 public:
  // Without a copula there are none.
  CopulaTilts(std::span<const Column> columns, const GaussianCopula& copula);

  // How many columns have tilts or are known to others.
  Index count() const { return static_cast<Index>(places_.size()); }
  // out (count() x 2) = the tilts of a row, 0 for cells that are known; of a row without known
  // cells, 0. x (D): what conditions are read from; known (D): NaN elsewhere. working:
  // ConditionalNormal::working(count()).
  void write(const T* x, const T* known, T* out, double* working) const;
  // Adds those of one column, or of all (-1), to a row of the decoder's output.
  void add(const T* tilts, Index column, T* output) const;

 private:
  struct Place {
    Index column;
    Index tilts;  // where in the output; -1 for a condition
    OrdinalScale scale;
  };

  GaussianCopula copula_;
  std::vector<Place> places_;
};

}  // namespace vae1
