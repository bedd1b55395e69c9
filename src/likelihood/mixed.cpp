#include "mixed.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "../data/variance_bounds.hpp"
#include "cell.hpp"

namespace vae1 {
namespace {

// How many numbers the encoder sees and the decoder returns for a column.
double inputs_of(const Column& column, double gaussians) {
  const double value = column.kind == ColumnKind::categorical ? column.levels
                       : column.kind == ColumnKind::binary    ? 1
                                                              : 1 + (gaussians > 1 ? gaussians : 0);
  return value + (column.optional ? 1 : 0);
}

double outputs_of(const Column& column, double gaussians) {
  if (column.condition) return 0;
  if (column.kind == ColumnKind::categorical) return column.levels;
  return column.kind == ColumnKind::binary || gaussians == 1 ? 1 : 2 * gaussians;
}

Index inputs_of(const Column& column) {
  return static_cast<Index>(inputs_of(column, static_cast<double>(column.gaussians())));
}

Index outputs_of(const Column& column) {
  return static_cast<Index>(outputs_of(column, static_cast<double>(column.gaussians())));
}

Index parameters_of(const Column& column) {
  return column.condition || column.kind != ColumnKind::real ? 0 : column.gaussians();
}

// For each component of a mixture: the log of its part of p(x|z), written to `parts`; the distance
// of x in its deviations; and 1 / its deviation in units of the component's.
template <class T>
struct Parts {
  std::array<T, max_components> log_density, distance, precision;
};

template <class T, class Place>
__attribute__((noinline)) Parts<T> parts_of(const Place& place, const T* s, T x, const T* o) {
  Parts<T> parts;
  const Index count = place.column.gaussians();
  for (Index k = 0; k < count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    parts.precision[i] = cell::exp(T(-0.5) * s[k]);
    parts.distance[i] =
        ((x - place.means[i]) / place.deviations[i] - o[count + k]) * parts.precision[i];
    parts.log_density[i] = -cell::half_log_2pi<T> - place.log_deviations[i] -
                           T(0.5) * (s[k] + parts.distance[i] * parts.distance[i]);
  }
  return parts;
}

// -log p(x|z) of a mixture. posterior: each component's probability given x; prior: before x.
template <class T>
__attribute__((noinline)) T mixture_loss(const Parts<T>& parts, const T* o, Index count,
                                         std::array<T, max_components>& posterior,
                                         std::array<T, max_components>& prior) {
  const auto before = cell::softmax(o, count, prior.data());
  for (Index k = 0; k < count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    posterior[i] = o[k] + parts.log_density[i];
  }
  const auto after = cell::softmax(posterior.data(), count, posterior.data());
  for (Index k = 0; k < count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    prior[i] /= before.sum;
    posterior[i] /= after.sum;
  }
  return before.log_sum() - after.log_sum();
}

template <class T>
Index level(T x, const Column& column) {
  return std::clamp<Index>(static_cast<Index>(x), 0, column.levels - 1);
}

// -log p(x|z) of a present cell.
template <class T, class Place>
__attribute__((noinline)) T cell_loss(const Place& place, const T* parameters, T x, const T* o) {
  const auto& column = place.column;
  o += place.output;
  const T* s = parameters + place.parameter;
  switch (column.kind) {
    case ColumnKind::binary:
      return cell::binary_loss(x, *o);
    case ColumnKind::categorical: {
      // Work in pieces, so that O is not overwritten.
      constexpr Index piece = 64;
      T powers[piece];
      const T largest = *std::max_element(o, o + column.levels);
      T sum = 0;
      for (Index first = 0; first < column.levels; first += piece) {
        const Index count = std::min<Index>(piece, column.levels - first);
        using V = Pack<T>;
        const V shift = math::constant<V>(static_cast<double>(largest));
        for_packs<T>(count, [&](auto at) {
          at.store(powers, math::exp_negative(at.load(o + first) - shift));
        });
        for (Index k = 0; k < count; ++k) sum += powers[k];
      }
      return largest + cell::log(sum) - o[level(x, column)];
    }
    case ColumnKind::real:
      break;
  }
  if (column.gaussians() == 1) return cell::gaussian_loss(x, *o, *s);
  std::array<T, max_components> posterior, prior;
  return mixture_loss(parts_of(place, s, x, o), o, column.gaussians(), posterior, prior);
}

// The same loss. Overwrites o with do, and d_own with the gradient of its own parameters.
template <class T, class Place>
__attribute__((noinline)) T cell_backward(const Place& place, const T* parameters, T x, T* o,
                                          T weight, T* d_own) {
  const auto& column = place.column;
  o += place.output;
  d_own += place.parameter;
  const T* s = parameters + place.parameter;
  switch (column.kind) {
    case ColumnKind::binary:
      return cell::binary_backward(x, *o, weight);
    case ColumnKind::categorical: {
      const Index is = level(x, column);
      const T of_level = o[is];
      const auto [largest, sum] = cell::softmax(o, column.levels, o);
      VectorView<T>(o, column.levels) *= weight / sum;
      o[is] -= weight;
      return largest + cell::log(sum) - of_level;
    }
    case ColumnKind::real:
      break;
  }
  if (column.gaussians() == 1) return cell::gaussian_backward(x, *o, *s, weight, *d_own);
  const Index count = column.gaussians();
  const auto parts = parts_of(place, s, x, o);
  std::array<T, max_components> posterior, prior;
  const T loss = mixture_loss(parts, o, count, posterior, prior);
  for (Index k = 0; k < count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const T share = weight * posterior[i], distance = parts.distance[i];
    o[k] = weight * prior[i] - share;
    o[count + k] = -share * distance * parts.precision[i];
    d_own[k] = share * T(0.5) * (1 - distance * distance);
  }
  return loss;
}

}  // namespace

Widths widths_of(std::span<const Column> columns) {
  Widths widths;
  widths.features = static_cast<double>(columns.size());
  for (const auto& column : columns) {
    const bool unknown = column.coding == RealCoding::mixture && column.components.empty();
    const double gaussians = static_cast<double>(unknown ? max_components : column.gaussians());
    const double inputs = inputs_of(column, gaussians);
    widths.inputs += inputs;
    widths.outputs += outputs_of(column, gaussians);
    if (column.condition)
      widths.conditions += inputs;
    else if (column.kind == ColumnKind::real)
      widths.parameters += gaussians;
  }
  return widths;
}

template <class T>
MixedLikelihood<T>::MixedLikelihood(std::span<const Column> columns) {
  Index output = 0;
  for (const auto& column : columns) {
    Place place = {column, output, parameters_, {}, {}, {}, {}};
    for (const auto& [weight, mean, deviation] : column.components) {
      place.weights.push_back(static_cast<T>(weight));
      place.means.push_back(static_cast<T>(mean));
      place.deviations.push_back(static_cast<T>(deviation));
      place.log_deviations.push_back(static_cast<T>(std::log(deviation)));
    }
    places_.push_back(std::move(place));
    output += outputs_of(column);
    parameters_ += parameters_of(column);
  }
}

template <class T>
void MixedLikelihood<T>::expand_cell(const Place& place, T x, T* out) const {
  const auto& column = place.column;
  const Index count = inputs_of(column);
  std::fill_n(out, count, T(0));
  if (std::isnan(x)) return;
  if (column.optional) out[count - 1] = 1;
  if (column.kind == ColumnKind::categorical) {
    out[level(x, column)] = 1;
    return;
  }
  *out = x;
  if (column.gaussians() == 1) return;
  for (std::size_t k = 0; k < place.means.size(); ++k) {
    const T distance = (x - place.means[k]) / place.deviations[k];
    out[1 + k] =
        cell::log(place.weights[k]) - place.log_deviations[k] - T(0.5) * distance * distance;
  }
  const auto all = cell::softmax(out + 1, column.gaussians(), out + 1);
  VectorView<T>(out + 1, column.gaussians()) /= all.sum;
}

template <class T>
void MixedLikelihood<T>::expand(ConstMatrixView<T> X, MatrixView<T> E) const {
  for (Index row = 0; row < X.rows(); ++row) {
    T* out = &E(row, 0);
    for (std::size_t j = 0; j < places_.size(); ++j) {
      expand_cell(places_[j], X(row, static_cast<Index>(j)), out);
      out += inputs_of(places_[j].column);
    }
  }
}

template <class T>
void MixedLikelihood<T>::expand_conditions(ConstMatrixView<T> X, MatrixView<T> to) const {
  for (Index row = 0; row < X.rows(); ++row) {
    T* out = &to(row, 0);
    for (std::size_t j = 0; j < places_.size(); ++j) {
      if (!places_[j].column.condition) continue;
      expand_cell(places_[j], X(row, static_cast<Index>(j)), out);
      out += inputs_of(places_[j].column);
    }
  }
}

template <class T>
void MixedLikelihood<T>::initialise(T* parameters) const {
  std::fill_n(parameters, parameters_, T(0));
}

template <class T>
void MixedLikelihood<T>::initialise_bias(std::span<T> bias) const {
  for (const auto& [column, output, parameter, weights, means, deviations, logs] : places_) {
    if (column.condition) continue;
    T* of = bias.data() + output;
    const auto& shares = column.shares;
    if (column.kind == ColumnKind::binary && shares.size() == 2)
      *of += static_cast<T>(std::log(shares[1] / shares[0]));
    if (column.kind == ColumnKind::categorical)
      for (std::size_t k = 0; k < shares.size(); ++k) of[k] += static_cast<T>(std::log(shares[k]));
    if (column.gaussians() > 1)
      for (std::size_t k = 0; k < weights.size(); ++k) of[k] += cell::log(weights[k]);
  }
}

template <class T>
void MixedLikelihood<T>::constrain(T* parameters) const {
  const T highest = std::log(static_cast<T>(VarianceBounds::largest));
  for (const auto& place : places_) {
    const T lowest = std::log(static_cast<T>(place.column.smallest_variance));
    for (Index k = 0; k < parameters_of(place.column); ++k) {
      T& s = parameters[place.parameter + k];
      s = std::min(std::max(s, lowest), highest);
    }
  }
}

template <class T>
bool MixedLikelihood<T>::at_bound(const T* parameters, Index column) const {
  const auto& place = places_[static_cast<std::size_t>(column)];
  const T lowest = std::log(static_cast<T>(place.column.smallest_variance));
  for (Index k = 0; k < parameters_of(place.column); ++k)
    if (parameters[place.parameter + k] <= lowest) return true;
  return false;
}

template <class T>
void MixedLikelihood<T>::row_losses(const T* parameters, ConstMatrixView<T> X, ConstMatrixView<T> O,
                                    ConstVectorView<T> counted, double* out) const {
  for (Index row = 0; row < X.rows(); ++row) {
    out[row] = 0;
    for (std::size_t j = 0; j < places_.size(); ++j) {
      const auto column = static_cast<Index>(j);
      const T x = X(row, column);
      if (places_[j].column.condition || counted[column] == T(0) || std::isnan(x)) continue;
      out[row] += static_cast<double>(cell_loss(places_[j], parameters, x, &O(row, 0)));
    }
  }
}

template <class T>
void MixedLikelihood<T>::feature_losses(const T* parameters, ConstMatrixView<T> X,
                                        ConstMatrixView<T> O, ConstVectorView<T> counted,
                                        MatrixView<T> out) const {
  for (Index row = 0; row < X.rows(); ++row)
    for (std::size_t j = 0; j < places_.size(); ++j) {
      const auto column = static_cast<Index>(j);
      const T x = X(row, column);
      const bool counts = !places_[j].column.condition && counted[column] != T(0) && !std::isnan(x);
      out(row, column) = counts ? cell_loss(places_[j], parameters, x, &O(row, 0)) : T(0);
    }
}

template <class T>
void MixedLikelihood<T>::backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> O,
                                  ConstVectorView<T> counted, T weight, MatrixView<T> d_own,
                                  double* out) const {
  for (Index row = 0; row < X.rows(); ++row) {
    out[row] = 0;
    T* const own = d_own.data() + row * d_own.cols();
    for (std::size_t j = 0; j < places_.size(); ++j) {
      const auto& place = places_[j];
      const auto column = static_cast<Index>(j);
      const T x = X(row, column);
      if (place.column.condition) continue;
      if (counted[column] == T(0) || std::isnan(x)) {
        std::fill_n(&O(row, 0) + place.output, outputs_of(place.column), T(0));
        std::fill_n(own + place.parameter, parameters_of(place.column), T(0));
      } else {
        out[row] +=
            static_cast<double>(cell_backward(place, parameters, x, &O(row, 0), weight, own));
      }
    }
  }
}

template <class T>
void MixedLikelihood<T>::parameter_gradient(const T*, ConstMatrixView<T>, ConstMatrixView<T> d_own,
                                            ConstVectorView<T>, T, ConstVectorView<T> multiplicity,
                                            T* gradient) const {
  VectorView<T> sum(gradient, parameters_);
  sum.setZero();
  for (Index row = 0; row < d_own.rows(); ++row)
    for (Index k = 0; k < parameters_; ++k) sum[k] += multiplicity[row] * d_own(row, k);
}

template <class T>
void MixedLikelihood<T>::mean(ConstMatrixView<T> O, MatrixView<T> out) const {
  for (Index row = 0; row < O.rows(); ++row)
    for (std::size_t j = 0; j < places_.size(); ++j) {
      const auto& place = places_[j];
      const auto& column = place.column;
      const T* o = &O(row, 0) + place.output;
      T& to = out(row, static_cast<Index>(j));
      if (column.condition) {
        to = std::numeric_limits<T>::quiet_NaN();
      } else if (column.kind == ColumnKind::binary) {
        to = cell::first(cell::logistic(*o).sigmoid());
      } else if (column.kind == ColumnKind::categorical) {
        to = static_cast<T>(std::max_element(o, o + column.levels) - o);
      } else if (const Index count = column.gaussians(); count == 1) {
        to = *o;
      } else {
        const auto k = static_cast<std::size_t>(std::max_element(o, o + count) - o);
        to = place.means[k] + place.deviations[k] * o[static_cast<std::size_t>(count) + k];
      }
    }
}

namespace {

// The level that a number in [0, 1) selects, of `count` levels with these logits.
template <class T>
__attribute__((noinline)) Index pick(const T* o, Index count, T share) {
  const T largest = *std::max_element(o, o + count);
  T sum = 0;
  for (Index k = 0; k < count; ++k) sum += cell::exp(o[k] - largest);
  T left = share * sum;
  for (Index k = 0; k < count; ++k)
    if ((left -= cell::exp(o[k] - largest)) < 0) return k;
  return std::max_element(o, o + count) - o;  // rounding can lead here
}

}  // namespace

template <class T>
void MixedLikelihood<T>::draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
                              ConstMatrixView<T> uniform, MatrixView<T> out) const {
  for (Index row = 0; row < O.rows(); ++row)
    for (std::size_t j = 0; j < places_.size(); ++j) {
      const auto& place = places_[j];
      const auto& column = place.column;
      const T* o = &O(row, 0) + place.output;
      const T* s = parameters + place.parameter;
      const auto at = static_cast<Index>(j);
      const T share = T(0.5) * (uniform(row, at) + 1);
      T& to = out(row, at);
      if (column.condition) {
        to = std::numeric_limits<T>::quiet_NaN();
      } else if (column.kind == ColumnKind::binary) {
        to = share < cell::first(cell::logistic(*o).sigmoid()) ? T(1) : T(0);
      } else if (column.kind == ColumnKind::categorical) {
        to = static_cast<T>(pick(o, column.levels, share));
      } else if (const Index count = column.gaussians(); count == 1) {
        to = *o + cell::exp(T(0.5) * *s) * normal(row, at);
      } else {
        const Index k = pick(o, count, share);
        const auto i = static_cast<std::size_t>(k);
        const T within = o[count + k] + cell::exp(T(0.5) * s[k]) * normal(row, at);
        to = place.means[i] + place.deviations[i] * within;
      }
    }
}

template class MixedLikelihood<float>;
template class MixedLikelihood<double>;

}  // namespace vae1
