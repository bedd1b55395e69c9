// Each column of a mixed table on its own: how often its levels are, and a sample of its values.
#pragma once

#include <cstdint>
#include <vector>

#include "../random/stream.hpp"
#include "column.hpp"
#include "column_statistics.hpp"
#include "feature_scaling.hpp"
#include "rows.hpp"

namespace vae1 {

class Marginals {
 public:
  // Values of a real column that are kept: of a table with more rows, those of some of them.
  static constexpr std::uint64_t most_kept = 16384;

  // rows: that add() will get.
  Marginals(std::vector<Column> columns, std::uint64_t rows, std::uint64_t seed);
  static double bytes(double columns) { return 2 * sizeof(double) * most_kept * columns; }

  // first: the number of the first row.
  void add(const Rows& rows, std::uint64_t first);

  // The columns with what the rows settle, and their scaling; statistics: of the same rows.
  struct Settled {
    std::vector<Column> columns;
    FeatureScaling scaling;
  };
  Settled settle(const ColumnStatistics& statistics) const;

 private:
  struct Marginal {
    std::vector<std::uint64_t> counts;  // of each level; of 0 and 1
    std::vector<double> values;         // real
  };

  std::vector<Column> columns_;
  std::vector<Marginal> marginals_;
  Stream draws_;
  double share_;  // of the rows that are kept
};

}  // namespace vae1
