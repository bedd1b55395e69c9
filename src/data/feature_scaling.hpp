// Between the user's units and the model's.
//
// Gaussian: standardised, x' = (x - mean) / scale. Bernoulli: as they are, in [0, 1].
// A column that was constant in training is 0 in the model's units, whatever the constant, and
// comes back as that constant. A later row that differs there is charged log(N + 2) nats, the
// surprise that Laplace's rule of succession gives to a first exception after N rows without one.
#pragma once

#include <span>
#include <vector>

#include "../config.hpp"
#include "column_statistics.hpp"
#include "rows.hpp"

namespace vae1 {

class FeatureScaling {
 public:
  struct Column {
    double offset = 0;  // Gaussian: the mean; a constant column: the constant
    double scale = 1;   // Gaussian: the standard deviation
    bool constant = false;
  };

  FeatureScaling(std::vector<Column> columns, std::uint64_t rows);
  static FeatureScaling from(const ColumnStatistics& statistics, Likelihood likelihood);

  Index features() const { return static_cast<Index>(columns_.size()); }
  std::span<const Column> columns() const { return columns_; }
  std::uint64_t rows() const { return rows_; }  // N that the constants were seen over

  // rows (n x D, user's units) -> out (n x D, model's units).
  void to_model(const Rows& rows, float* out) const;
  // values (n x D), model's units -> user's, in place.
  void to_user(float* values, Index n) const;

  // log|d x' / d x|, negated: what makes a density in the model's units one in the user's.
  double log_determinant() const { return log_determinant_; }
  // Nats for the constant columns in which the row differs; row: D values.
  double surprise(const Rows& row) const;
  // The same, column by column: adds each one's log(scale), or surprise, to losses (D values).
  void add_to_losses(const Rows& row, double* losses) const;
  std::span<const Index> constants() const { return constants_; }

 private:
  double surprise_of_one() const;  // differing constant column
  static float to_model(double x, const Column& column);

  std::vector<Column> columns_;
  std::vector<Index> constants_;
  std::uint64_t rows_;
  double log_determinant_ = 0;  // sum of log(scale)
};

}  // namespace vae1
