#include "feature_scaling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vae1 {
namespace {

// A training value lies within sqrt(N - 1) standard deviations of the mean, so the bound touches
// none of 10^12 rows. It keeps later, stranger rows finite in single precision.
constexpr double furthest = 1e6;

// Below any difference that a 32-bit float can show; keeps a column of denormals finite.
constexpr double smallest_scale = 1e-150;

// The same number, where one of the two may have been narrowed to a 32-bit float.
bool same_number(double x, double y) {
  const auto narrow = [](double v) { return static_cast<double>(static_cast<float>(v)); };
  return x == y || (narrow(x) == narrow(y) && (narrow(x) == x || narrow(y) == y));
}

}  // namespace

FeatureScaling::FeatureScaling(std::vector<Column> columns, std::uint64_t rows)
    : columns_(std::move(columns)), rows_(rows) {
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (columns_[j].constant)
      constants_.push_back(static_cast<Index>(j));
    else
      log_determinant_ += std::log(columns_[j].scale);
  }
}

FeatureScaling FeatureScaling::from(const ColumnStatistics& statistics, Likelihood likelihood) {
  std::vector<Column> columns(static_cast<std::size_t>(statistics.features()));
  for (Index j = 0; j < statistics.features(); ++j) {
    auto& column = columns[static_cast<std::size_t>(j)];
    if (statistics.constant(j))
      column = {statistics.minimum(j), 1, true};
    else if (likelihood == Likelihood::gaussian)
      column = {statistics.mean(j), std::max(std::sqrt(statistics.variance(j)), smallest_scale),
                false};
  }
  return {std::move(columns), statistics.rows()};
}

float FeatureScaling::to_model(double x, const Column& column) {
  if (column.constant) return 0;
  return static_cast<float>(std::clamp((x - column.offset) / column.scale, -furthest, furthest));
}

void FeatureScaling::to_model(const Rows& rows, float* out) const {
  with_values(rows, [&](const auto* values) {
    for (Index row = 0; row < rows.count; ++row)
      for (const auto& column : columns_) *out++ = to_model(number(*values++), column);
  });
}

void FeatureScaling::to_user(float* values, Index n) const {
  for (Index row = 0; row < n; ++row)
    for (const auto& column : columns_) {
      const double x = column.constant ? column.offset : column.offset + column.scale * *values;
      constexpr double largest = std::numeric_limits<float>::max();
      *values++ = static_cast<float>(std::clamp(x, -largest, largest));
    }
}

double FeatureScaling::surprise(const Rows& row) const {
  double differing = 0;
  with_values(row, [&](const auto* values) {
    for (const auto j : constants_)
      differing += !same_number(number(values[j]), columns_[static_cast<std::size_t>(j)].offset);
  });
  return differing == 0 ? 0 : differing * surprise_of_one();
}

void FeatureScaling::add_to_losses(const Rows& row, double* losses) const {
  with_values(row, [&](const auto* values) {
    for (const auto& column : columns_) {
      if (!column.constant)
        *losses += std::log(column.scale);
      else if (!same_number(number(*values), column.offset))
        *losses += surprise_of_one();
      ++losses;
      ++values;
    }
  });
}

double FeatureScaling::surprise_of_one() const { return std::log(static_cast<double>(rows_) + 2); }

}  // namespace vae1
