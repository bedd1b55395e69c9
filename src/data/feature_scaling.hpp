// Converts between the user's units and the model's.
//
// Gaussian: standardised, x' = (x - mean) / scale. Bernoulli: unchanged, in [0, 1]. Discretized
// logistic: the same, without constants. A column that
// was constant in training is 0 in the model's units and comes back as the constant. A later row
// that differs there is charged log(N + 2) nats, the surprise of a first exception after N rows by
// Laplace's rule of succession.
//
// Mixed table (column.hpp): real columns are standardised, levels and offsets are unchanged. A gap
// is NaN in both units.
#pragma once

#include <span>
#include <vector>

#include "../config.hpp"
#include "column.hpp"
#include "column_statistics.hpp"
#include "rows.hpp"

namespace vae1 {

class FeatureScaling {
 public:
  struct Column {
    double offset = 0;  // Gaussian: the mean; a constant column: the constant
    double scale = 1;   // Gaussian: the standard deviation
    bool constant = false;
    bool modelled = true;  // part of the likelihood, and so of its correction to the user's units
  };

  // gaps: whether cells may be absent.
  FeatureScaling(std::vector<Column> columns, std::uint64_t rows, bool gaps = false);
  static FeatureScaling from(const ColumnStatistics& statistics, Likelihood likelihood,
                             bool gaps = false);
  static FeatureScaling from(const ColumnStatistics& statistics,
                             std::span<const vae1::Column> columns);

  Index features() const { return static_cast<Index>(columns_.size()); }
  std::span<const Column> columns() const { return columns_; }
  std::uint64_t rows() const { return rows_; }  // N, over which the constants were constant

  // rows (n x D, user's units) -> out (n x D, model's units).
  void to_model(const Rows& rows, float* out) const;
  // values (n x D), model's units -> out (n x D), user's; floats within their range. out may be
  // values.
  template <class T>
  void to_user(const float* values, Index n, T* out) const;

  // The part of log|d x / d x'| that is the same for every row; it converts log-densities from the
  // model's units to the user's.
  double log_determinant() const { return log_determinant_; }
  // What one row adds to that: nats for the constant columns in which it differs, and if cells may
  // be absent, the whole correction. row: D values.
  double own_units(const Rows& row) const;
  // Whether rows vary in more than the constant columns.
  bool rows_vary() const { return rows_vary_; }
  // Both, per column: adds each column's share to losses (D values).
  void add_to_losses(const Rows& row, double* losses) const;
  std::span<const Index> constants() const { return constants_; }

 private:
  double surprise_of_one() const;                      // differing constant column
  double units(double x, const Column& column) const;  // for a cell
  static float to_model(double x, const Column& column);
  static double to_user(double x, const Column& column);
  void settle();

  std::vector<Column> columns_;
  std::vector<Index> constants_;
  std::uint64_t rows_;
  bool rows_vary_;
  double log_determinant_ = 0;  // sum of log(scale)
};

}  // namespace vae1
