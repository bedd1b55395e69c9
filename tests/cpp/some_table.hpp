// A small mixed table: every kind and coding of column, gaps that depend on a level, a condition.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "data/column.hpp"
#include "data/rows.hpp"
#include "random/stream.hpp"

namespace vae1 {

struct SomeTable {
  static constexpr Index features = 9;

  std::vector<Column> columns;
  std::vector<double> cells;
  Index rows;

  explicit SomeTable(Index count) : columns(features), rows(count) {
    const auto real = [&](std::size_t j, RealCoding coding) {
      columns[j].coding = coding;
      columns[j].smallest_variance = 1e-4;
    };
    const auto levels = [&](std::size_t j, std::int32_t of) {
      columns[j].kind = ColumnKind::categorical;
      columns[j].levels = of;
    };
    levels(0, 3);
    columns[0].condition = true;
    levels(1, 4);
    columns[2].kind = ColumnKind::binary;
    columns[2].scored = false;  // whether column 3 is present
    real(3, RealCoding::mixture);
    columns[3].optional = true;
    real(4, RealCoding::mixture);
    real(5, RealCoding::linear);
    columns[6].kind = ColumnKind::binary;
    columns[7].kind = ColumnKind::ordinal;
    columns[7].levels = 20;
    columns[8].kind = ColumnKind::offset;

    const Stream stream(1, Purpose::evaluation);
    for (Index i = 0; i < rows; ++i) {
      double u[7];
      stream.normal(0, static_cast<std::uint64_t>(i), std::span<double>(u));
      const auto level = static_cast<double>(i % 3);
      const double kind = level == 0 ? 0 : u[0] > 0 ? 1 : u[1] > 0 ? 2 : 3;
      const bool there = kind != 2;
      const double row[] = {
          level, kind, there ? 1.0 : 0.0,
          there ? std::exp(u[2] + level) : std::numeric_limits<double>::quiet_NaN(),
          u[3] * 0.2 + (u[4] > 0 ? 3 : -3), 1e6 + 10 * u[5] + 5 * kind, u[4] > 0 ? 1.0 : 0.0,
          // The level is 3, in a third of the rows, or beside the value of column 4.
          level == 1 ? 3.25 : std::clamp((u[4] > 0 ? 14.5 : 6.5) + 2 * u[6], 0.5, 19.5),
          0.5 * u[2]};
      cells.insert(cells.end(), std::begin(row), std::end(row));
    }
  }

  Rows as_rows() const { return {cells.data(), RowKind::float64, rows, features}; }
  double cell(Index row, Index column) const {
    return cells[static_cast<std::size_t>(row * features + column)];
  }
};

}  // namespace vae1
