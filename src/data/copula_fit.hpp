// Fits the copula of a table's ordinal columns to its training rows, or to a sample of many.
#pragma once

#include <cstdint>
#include <vector>

#include "../random/stream.hpp"
#include "gaussian_copula.hpp"
#include "rows.hpp"

namespace vae1 {

class CopulaFit {
 public:
  // rows: the number of rows that add() will receive.
  CopulaFit(const std::vector<Column>& columns, std::uint64_t rows, std::uint64_t seed);
  static double bytes(double columns);

  // first: the index of the first row.
  void add(const Rows& rows, std::uint64_t first);

  // By EM, since cells may be absent (Little and Rubin 2019, "Statistical Analysis with Missing
  // Data", 11.2); shrunk as by as many more rows of independent columns as there are columns.
  // columns: with what their marginals determine.
  GaussianCopula settle(const std::vector<Column>& columns) &&;

 private:
  std::vector<std::size_t> placed_;
  Stream draws_;
  double share_;               // of the rows that are kept
  std::vector<double> cells_;  // of the kept rows, in the placed columns
};

}  // namespace vae1
