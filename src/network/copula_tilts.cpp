#include "copula_tilts.hpp"

#include <algorithm>
#include <cmath>

#include "../likelihood/column_likelihood.hpp"
#include "../likelihood/ordinal_column.hpp"

namespace vae1 {
namespace {

constexpr double least_variance = 0.02;

}  // namespace

template <class T>
CopulaTilts<T>::CopulaTilts(std::span<const Column> columns, const GaussianCopula& copula)
    : copula_(copula) {
  if (copula.mean.empty()) return;
  std::vector<Index> ends;  // of the columns' outputs
  Index end = 0;
  for (const auto& column : columns) ends.push_back(end += outputs_of(column));
  for (const auto j : placed_columns(columns))
    places_.push_back({static_cast<Index>(j),
                       columns[j].condition ? -1 : ends[j] - OrdinalColumn<T>::tilts,
                       OrdinalScale(columns[j])});
}

template <class T>
void CopulaTilts<T>::write(const T* x, const T* known, T* out, double* working) const {
  std::fill_n(out, count() * OrdinalColumn<T>::tilts, T(0));
  const auto is_known = [known](const Place& place) { return !std::isnan(known[place.column]); };
  if (std::none_of(places_.begin(), places_.end(), is_known)) return;
  ConditionalNormal normal(copula_, working);
  for (Index d = 0; d < count(); ++d) {
    const auto& place = places_[static_cast<std::size_t>(d)];
    const T cell = place.tilts < 0 ? x[place.column] : known[place.column];
    if (!std::isnan(cell)) normal.know(d, place.scale.place(static_cast<double>(cell)));
  }
  for (Index d = 0; d < count(); ++d, out += OrdinalColumn<T>::tilts) {
    const auto& place = places_[static_cast<std::size_t>(d)];
    if (place.tilts < 0 || is_known(place)) continue;
    const double before = std::max(copula_.variance(d), least_variance);
    const double given = std::max(normal.variance(d), least_variance);
    out[0] =
        static_cast<T>(normal.mean(d) / given - copula_.mean[static_cast<std::size_t>(d)] / before);
    out[1] = static_cast<T>((1 / before - 1 / given) / 2);
  }
}

template <class T>
void CopulaTilts<T>::add(const T* tilts, Index column, T* output) const {
  for (const auto& place : places_) {
    if (place.tilts >= 0 && (column < 0 || column == place.column))
      for (Index t = 0; t < OrdinalColumn<T>::tilts; ++t) output[place.tilts + t] += tilts[t];
    tilts += OrdinalColumn<T>::tilts;
  }
}

template class CopulaTilts<float>;
template class CopulaTilts<double>;

}  // namespace vae1
