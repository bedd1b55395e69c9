// Statistics of each column from one pass over the data, in double precision.
#pragma once

#include <optional>
#include <vector>

#include "fault.hpp"
#include "rows.hpp"

namespace vae1 {

class ColumnStatistics {
 public:
  // gaps: whether values may be absent (NaN). Absent values do not count.
  explicit ColumnStatistics(Index features, bool gaps = false);

  // Adds rows; stops at the first value that is not a finite 32-bit float and reports it. first:
  // the number of the first row in faults; by default rows are numbered consecutively.
  std::optional<Fault> add(const Rows& rows) { return add(rows, rows_); }
  std::optional<Fault> add(const Rows& rows, std::uint64_t first);

  Index features() const { return static_cast<Index>(columns_.size()); }
  std::uint64_t rows() const { return rows_; }
  double minimum(Index column) const { return columns_[static_cast<std::size_t>(column)].minimum; }
  double mean(Index column) const { return columns_[static_cast<std::size_t>(column)].mean; }
  double variance(Index column) const;  // divides by n, not n - 1
  // Whether the column has at most one distinct value.
  bool constant(Index column) const {
    return minimum(column) >= columns_[static_cast<std::size_t>(column)].maximum;
  }

  // Bytes, or all within [0, 1] with at least half of the values exactly 0 or 1.
  bool looks_bernoulli() const;
  // The first value that is not within [0, 1], or not one of 8 bits, if the likelihood takes only
  // those.
  std::optional<Fault> fault(Likelihood likelihood) const {
    if (likelihood == Likelihood::bernoulli) return outside_;
    if (likelihood == Likelihood::discretized_logistic) return not_8_bit_;
    return std::nullopt;
  }

 private:
  template <class S>
  std::optional<Fault> add_values(const S* values, Index count, std::uint64_t first);

  struct Column {
    double minimum, maximum, mean, squares;  // squares: sum of (x - mean)^2
    std::uint64_t gaps;
  };
  std::vector<Column> columns_;
  bool gaps_;
  std::uint64_t rows_ = 0;
  std::uint64_t zeros_and_ones_ = 0;
  bool bytes_ = true;
  std::optional<Fault> outside_, not_8_bit_;
};

}  // namespace vae1
