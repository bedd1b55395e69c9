#include "copula_fit.hpp"

#include <algorithm>
#include <cmath>

#include "ordinal_scale.hpp"

namespace vae1 {
namespace {

constexpr int most_iterations = 12;
constexpr double settled = 1e-3;  // a change of a correlation
// The rows that are looked at: so many that an iteration takes this many multiply-adds at most,
// within these bounds.
constexpr double most_work = 1 << 27, fewest_kept = 512, most_kept = 16384;

double rows_for(double columns) {
  return std::clamp(most_work / (columns * columns * columns), fewest_kept, most_kept);
}

// Sets a row's absent places to their mean given the others, and adds their covariance to `left`.
// places, filled: D; left: D x D.
void fill(const GaussianCopula& moments, double* working, const double* places, double* filled,
          double* left) {
  const Index D = moments.size();
  std::copy_n(places, D, filled);
  const auto is_absent = [](double place) { return std::isnan(place); };
  if (std::none_of(places, places + D, is_absent)) return;
  ConditionalNormal normal(moments, working);
  for (Index d = 0; d < D; ++d)
    if (!is_absent(places[d])) normal.know(d, places[d]);
  for (Index d = 0; d < D; ++d) {
    if (!is_absent(places[d])) continue;
    filled[d] = normal.mean(d);
    for (Index e = 0; e < D; ++e) left[d * D + e] += normal.covariances(d)[e];
  }
}

// One iteration. filled: as large as places. Returns whether it changed hardly anything.
bool improve(GaussianCopula& moments, const std::vector<double>& places,
             std::vector<double>& filled) {
  const Index D = moments.size(), N = static_cast<Index>(places.size()) / D;
  const auto size = static_cast<std::size_t>(D);
  std::vector<double> mean(size), products(size * size);
  std::vector<double> working(static_cast<std::size_t>(ConditionalNormal::working(D)));
  for (Index i = 0; i < N; ++i) {
    double* const row = filled.data() + i * D;
    fill(moments, working.data(), places.data() + i * D, row, products.data());
    for (Index d = 0; d < D; ++d) mean[static_cast<std::size_t>(d)] += row[d];
  }
  // As if there were as many more rows as columns, whose places are independent.
  const auto rows = static_cast<double>(N), more = static_cast<double>(D);
  for (auto& sum : mean) sum /= rows;
  for (Index i = 0; i < N; ++i) {
    double* const row = filled.data() + i * D;
    for (Index d = 0; d < D; ++d) row[d] -= mean[static_cast<std::size_t>(d)];
    for (Index d = 0; d < D; ++d)
      for (Index e = 0; e <= d; ++e)
        products[static_cast<std::size_t>(d * D + e)] += row[d] * row[e];
  }
  moments.mean = std::move(mean);
  double change = 0;
  for (std::size_t d = 0; d < size; ++d)
    for (std::size_t e = 0; e <= d; ++e) {
      const double sum = products[d * size + e] + (d == e ? more : 0);
      double& covariance = moments.covariance[d * size + e];
      change = std::max(change, std::abs(sum / (rows + more) - covariance));
      moments.covariance[e * size + d] = covariance = sum / (rows + more);
    }
  return change < settled;
}

}  // namespace

CopulaFit::CopulaFit(const std::vector<Column>& columns, std::uint64_t rows, std::uint64_t seed)
    : placed_(placed_columns(columns)),
      draws_(seed, Purpose::marginal_sample),
      share_(rows_for(static_cast<double>(placed_.size())) /
             std::max(static_cast<double>(rows), 1.0)) {}

// The cells, whose memory may have grown twofold, and as many that are filled.
double CopulaFit::bytes(double columns) {
  const double placed = std::clamp(columns, 1.0, static_cast<double>(most_placed_columns));
  return 3 * sizeof(double) * placed * rows_for(placed);
}

void CopulaFit::add(const Rows& rows, std::uint64_t first) {
  with_values(rows, [&](const auto* values) {
    for (Index row = 0; row < rows.count; ++row, values += rows.features)
      if (share_ >= 1 || draws_.uniform_double(0, first + static_cast<std::uint64_t>(row)) < share_)
        for (const auto j : placed_) cells_.push_back(number(values[j]));
  });
}

GaussianCopula CopulaFit::settle(const std::vector<Column>& columns) && {
  const std::size_t D = placed_.size();
  if (cells_.empty()) return {};
  for (std::size_t d = 0; d < D; ++d) {
    const OrdinalScale scale(columns[placed_[d]]);
    for (std::size_t at = d; at < cells_.size(); at += D)
      if (!std::isnan(cells_[at])) cells_[at] = scale.place(cells_[at]);
  }
  GaussianCopula moments = {std::vector<double>(D), std::vector<double>(D * D)};
  for (std::size_t d = 0; d < D; ++d) moments.covariance[d * (D + 1)] = 1;
  std::vector<double> filled(cells_.size());
  for (int i = 0; i < most_iterations; ++i)
    if (improve(moments, cells_, filled)) break;
  return moments;
}

}  // namespace vae1
