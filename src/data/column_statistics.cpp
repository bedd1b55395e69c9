#include "column_statistics.hpp"

#include <cmath>
#include <limits>
#include <type_traits>

namespace vae1 {

ColumnStatistics::ColumnStatistics(Index features, bool gaps)
    : columns_(static_cast<std::size_t>(features),
               Column{std::numeric_limits<double>::infinity(),
                      -std::numeric_limits<double>::infinity(), 0, 0, 0}),
      gaps_(gaps) {}

std::optional<Fault> ColumnStatistics::add(const Rows& rows, std::uint64_t first) {
  if (rows.kind != RowKind::bytes) bytes_ = false;
  return with_values(rows,
                     [&](const auto* values) { return add_values(values, rows.count, first); });
}

template <class S>
std::optional<Fault> ColumnStatistics::add_values(const S* values, Index count,
                                                  std::uint64_t first) {
  for (Index row = 0; row < count; ++row, ++rows_) {
    // Welford (1962): the running mean, and the sum of squares about it, without cancellation.
    double weight = 1.0 / static_cast<double>(rows_ + 1);
    for (auto& column : columns_) {
      const double x = number(*values++);
      if (gaps_) {
        if (std::isnan(x)) {
          ++column.gaps;
          continue;
        }
        weight = 1.0 / static_cast<double>(rows_ + 1 - column.gaps);
      }
      const auto fault = [&](Fault::Kind kind) {
        return Fault{kind, first + static_cast<std::uint64_t>(row),
                     static_cast<Index>(&column - columns_.data()), x};
      };
      if constexpr (std::is_floating_point_v<S>) {
        if (const auto kind = range_fault(x)) return fault(*kind);
        if (!not_8_bit_ && !is_8_bit(x)) not_8_bit_ = fault(Fault::Kind::not_8_bit);
      }
      if (!outside_ && (x < 0 || x > 1)) outside_ = fault(Fault::Kind::outside_unit_interval);
      zeros_and_ones_ += x == 0 || x == 1;
      if (x < column.minimum) column.minimum = x;
      if (x > column.maximum) column.maximum = x;
      const double difference = x - column.mean;
      column.mean += difference * weight;
      column.squares += difference * (x - column.mean);
    }
  }
  return std::nullopt;
}

double ColumnStatistics::variance(Index column) const {
  const auto& of = columns_[static_cast<std::size_t>(column)];
  return of.squares / static_cast<double>(rows_ - of.gaps);
}

bool ColumnStatistics::looks_bernoulli() const {
  double values = 0;
  for (const auto& column : columns_) values += static_cast<double>(rows_ - column.gaps);
  return bytes_ || (!outside_ && 2 * static_cast<double>(zeros_and_ones_) >= values);
}

}  // namespace vae1
