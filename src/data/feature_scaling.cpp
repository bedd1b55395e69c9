#include "feature_scaling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vae1 {
namespace {

// A training value lies within sqrt(N - 1) standard deviations of the mean, so the bound affects no
// training value of up to 10^12 rows. It keeps later extreme rows finite in single precision.
constexpr double furthest = 1e6;

// Below any difference between 32-bit floats; keeps a column of denormals finite.
constexpr double smallest_scale = 1e-150;

// Whether two numbers are equal, if one of them may have been rounded to a 32-bit float.
bool same_number(double x, double y) {
  const auto narrow = [](double v) { return static_cast<double>(static_cast<float>(v)); };
  return x == y || (narrow(x) == narrow(y) && (narrow(x) == x || narrow(y) == y));
}

}  // namespace

FeatureScaling::FeatureScaling(std::vector<Column> columns, std::uint64_t rows, bool gaps)
    : columns_(std::move(columns)), rows_(rows), rows_vary_(gaps) {
  settle();
}

void FeatureScaling::settle() {
  constants_.clear();
  log_determinant_ = 0;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (columns_[j].constant)
      constants_.push_back(static_cast<Index>(j));
    else if (!rows_vary_)
      log_determinant_ += std::log(columns_[j].scale);
  }
}

FeatureScaling FeatureScaling::from(const ColumnStatistics& statistics, Likelihood likelihood,
                                    bool gaps) {
  std::vector<Column> columns(static_cast<std::size_t>(statistics.features()));
  for (Index j = 0; j < statistics.features(); ++j) {
    auto& column = columns[static_cast<std::size_t>(j)];
    // A byte that was constant has 255 other values.
    if (likelihood == Likelihood::discretized_logistic) continue;
    if (statistics.constant(j)) {
      column.offset = std::isfinite(statistics.minimum(j)) ? statistics.minimum(j) : 0;
      column.constant = true;
    } else if (likelihood == Likelihood::gaussian) {
      column.offset = statistics.mean(j);
      column.scale = std::max(std::sqrt(statistics.variance(j)), smallest_scale);
    }
  }
  return {std::move(columns), statistics.rows(), gaps};
}

FeatureScaling FeatureScaling::from(const ColumnStatistics& statistics,
                                    std::span<const vae1::Column> columns) {
  auto scaling = from(statistics, Likelihood::gaussian, true);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    auto& column = scaling.columns_[j];
    // A column of levels with a single one in training is not constant: it has others. An offset
    // is never modelled.
    if (columns[j].kind != ColumnKind::real) column = {};
    column.modelled = !columns[j].condition;
  }
  scaling.settle();
  return scaling;
}

float FeatureScaling::to_model(double x, const Column& column) {
  if (std::isnan(x)) return std::numeric_limits<float>::quiet_NaN();
  if (column.constant) return 0;
  const double scaled = (x - column.offset) / column.scale;
  return static_cast<float>(std::clamp(scaled, -furthest, furthest));
}

void FeatureScaling::to_model(const Rows& rows, float* out) const {
  with_values(rows, [&](const auto* values) {
    for (Index row = 0; row < rows.count; ++row)
      for (const auto& column : columns_) *out++ = to_model(number(*values++), column);
  });
}

double FeatureScaling::to_user(double x, const Column& column) {
  return column.constant ? column.offset : column.offset + column.scale * x;
}

template <class T>
void FeatureScaling::to_user(const float* values, Index n, T* out) const {
  constexpr double largest = std::numeric_limits<float>::max();
  for (Index row = 0; row < n; ++row)
    for (const auto& column : columns_) {
      const double x = to_user(static_cast<double>(*values++), column);
      *out++ = static_cast<T>(std::is_same_v<T, float> ? std::clamp(x, -largest, largest) : x);
    }
}

template void FeatureScaling::to_user(const float*, Index, float*) const;
template void FeatureScaling::to_user(const float*, Index, double*) const;

double FeatureScaling::units(double x, const Column& column) const {
  if (std::isnan(x) || !column.modelled) return 0;
  if (column.constant) return same_number(x, column.offset) ? 0 : surprise_of_one();
  return std::log(column.scale);
}

double FeatureScaling::own_units(const Rows& row) const {
  if (constants_.empty() && !rows_vary_) return 0;
  double own = 0;
  with_values(row, [&](const auto* values) {
    if (rows_vary_)
      for (const auto& column : columns_) own += units(number(*values++), column);
    else
      for (const auto j : constants_)
        own += units(number(values[j]), columns_[static_cast<std::size_t>(j)]);
  });
  return own;
}

void FeatureScaling::add_to_losses(const Rows& row, double* losses) const {
  with_values(row, [&](const auto* values) {
    for (const auto& column : columns_) *losses++ += units(number(*values++), column);
  });
}

double FeatureScaling::surprise_of_one() const { return std::log(static_cast<double>(rows_) + 2); }

}  // namespace vae1
