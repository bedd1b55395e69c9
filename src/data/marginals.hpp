// The marginal distribution of each column of a mixed table: counts of its levels, or a sample of
// its values.
#pragma once

#include <cstdint>
#include <vector>

#include "../random/stream.hpp"
#include "column.hpp"
#include "column_statistics.hpp"
#include "feature_scaling.hpp"
#include "rows.hpp"

namespace vae1 {

// A mixture of Gaussians over the values of one column, by EM: Bishop (2006), "Pattern Recognition
// and Machine Learning", 9.2.2. Its components are the column's modes. For each row the decoder
// says which component the cell comes from and where in it (likelihood/mixed.cpp).
//
// values: a sample in the model's units. Returns at most max_components, by ascending mean.
std::vector<Component> fit_marginal_mixture(std::vector<double> values);

class Marginals {
 public:
  // The most values kept per real column; larger tables are sampled.
  static constexpr std::uint64_t most_kept = 16384;

  // rows: the number of rows that add() will receive.
  Marginals(std::vector<Column> columns, std::uint64_t rows, std::uint64_t seed);
  static double bytes(double columns) { return 2 * sizeof(double) * most_kept * columns; }

  // first: the index of the first row.
  void add(const Rows& rows, std::uint64_t first);

  // The columns with everything that the rows determine, and their scaling. statistics: of the same
  // rows.
  struct Settled {
    std::vector<Column> columns;
    FeatureScaling scaling;
  };
  Settled settle(const ColumnStatistics& statistics) const;

 private:
  struct Marginal {
    std::vector<std::uint64_t> counts;  // of each level, or of 0 and 1
    std::vector<double> values;         // real
    std::vector<std::uint8_t> ranges;   // ordinal
  };

  std::vector<Column> columns_;
  std::vector<Marginal> marginals_;
  Stream draws_;
  double share_;  // of the rows that are kept
};

}  // namespace vae1
