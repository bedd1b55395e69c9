#include "marginals.hpp"

#include <algorithm>
#include <cmath>

namespace vae1 {
namespace {

// Laplace's rule, so that no level is impossible.
std::vector<double> shares_of(const std::vector<std::uint64_t>& counts) {
  double total = 0;
  for (const auto count : counts) total += static_cast<double>(count) + 1;
  std::vector<double> shares;
  shares.reserve(counts.size());
  for (const auto count : counts) shares.push_back((static_cast<double>(count) + 1) / total);
  return shares;
}

// The counts of a column; none for a real one. An offset has nothing to tell apart.
std::size_t counts_of(const Column& column) {
  switch (column.kind) {
    case ColumnKind::real:
      return 0;
    case ColumnKind::binary:
      return 2;
    case ColumnKind::categorical:
    case ColumnKind::ordinal:
      return static_cast<std::size_t>(column.levels);
    case ColumnKind::offset:
      return 1;
  }
  return 0;
}

}  // namespace

Marginals::Marginals(std::vector<Column> columns, std::uint64_t rows, std::uint64_t seed)
    : columns_(std::move(columns)),
      marginals_(columns_.size()),
      draws_(seed, Purpose::marginal_sample),
      share_(static_cast<double>(most_kept) / static_cast<double>(std::max(rows, most_kept))) {
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    marginals_[j].counts.resize(counts_of(columns_[j]));
    if (columns_[j].kind == ColumnKind::ordinal)
      marginals_[j].ranges.resize(marginals_[j].counts.size());
  }
}

void Marginals::add(const Rows& rows, std::uint64_t first) {
  with_values(rows, [&](const auto* values) {
    for (Index row = 0; row < rows.count; ++row) {
      const auto number_of_row = first + static_cast<std::uint64_t>(row);
      const bool kept = share_ == 1 || draws_.uniform_double(0, number_of_row) < share_;
      for (auto& marginal : marginals_) {
        const double x = number(*values++);
        if (std::isnan(x)) continue;
        if (marginal.counts.empty()) {
          if (kept) marginal.values.push_back(x);
        } else {
          const auto last = static_cast<double>(marginal.counts.size() - 1);
          const auto level = static_cast<std::size_t>(std::clamp(x, 0.0, last));
          ++marginal.counts[level];
          if (!marginal.ranges.empty() && x != static_cast<double>(level) + 0.5)
            marginal.ranges[level] = 1;
        }
      }
    }
  });
}

Marginals::Settled Marginals::settle(const ColumnStatistics& statistics) const {
  Settled settled = {columns_, FeatureScaling::from(statistics, columns_)};
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    auto& column = settled.columns[j];
    const auto& [counts, values, ranges] = marginals_[j];
    if (column.kind != ColumnKind::real) {
      column.shares = shares_of(counts);
      column.ranges = ranges;
      continue;
    }
    if (column.coding == RealCoding::linear) continue;
    const auto& scale = settled.scaling.columns()[j];
    std::vector<Component> components;
    // A column with a single value needs no fit.
    if (!scale.constant && !values.empty() &&
        std::any_of(values.begin(), values.end(),
                    [first = values[0]](double x) { return x != first; })) {
      std::vector<double> scaled;
      scaled.reserve(values.size());
      for (const double x : values) scaled.push_back((x - scale.offset) / scale.scale);
      components = fit_marginal_mixture(std::move(scaled));
    }
    if (components.size() < 2)
      column.coding = RealCoding::linear;  // the standard normal only
    else
      column.components = std::move(components);
  }
  return settled;
}

}  // namespace vae1
