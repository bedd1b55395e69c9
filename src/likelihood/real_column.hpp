// A real value: Gaussian, or a mixture of Gaussians.
#pragma once

#include <algorithm>
#include <array>

#include "cell.hpp"
#include "column_likelihood.hpp"
#include "components.hpp"

namespace vae1 {

template <class T>
class GaussianColumn final : public ColumnLikelihood<T> {
 public:
  void initialise_bias(T*) const override {}
  T loss(T x, const T* o, const T* s) const override {
    const T error = *o - x;
    return cell::half_log_2pi<T> + T(0.5) * (*s + error * (error * cell::exp(-*s)));
  }
  T backward(T x, T* o, const T* s, T weight, T* ds) const override {
    const T error = *o - x, distance = error * cell::exp(-*s);
    *ds = weight * T(0.5) * (1 - error * distance);
    *o = weight * distance;
    return cell::half_log_2pi<T> + T(0.5) * (*s + error * distance);
  }
  T mean(const T* o) const override { return *o; }
  T draw(const T* o, const T* s, T normal, T) const override {
    return *o + cell::exp(T(0.5) * *s) * normal;
  }
};

// o: the logits of the components, then the shift of each.
template <class T>
class MixtureColumn final : public ColumnLikelihood<T> {
 public:
  explicit MixtureColumn(const Column& column) : components_(column.components) {}

  void initialise_bias(T* bias) const override {
    for (const T weight : components_.weights) *bias++ += cell::log(weight);
  }

  T loss(T x, const T* o, const T* s) const override {
    std::array<T, max_components> posterior, prior;
    return loss_of(parts_of(x, o, s), o, posterior, prior);
  }

  T backward(T x, T* o, const T* s, T weight, T* ds) const override {
    const Index count = components_.count();
    const auto parts = parts_of(x, o, s);
    std::array<T, max_components> posterior, prior;
    const T loss = loss_of(parts, o, posterior, prior);
    for (Index k = 0; k < count; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const T share = weight * posterior[i], distance = parts.distance[i];
      o[k] = weight * prior[i] - share;
      o[count + k] = -share * distance * parts.precision[i];
      ds[k] = share * T(0.5) * (1 - distance * distance);
    }
    return loss;
  }

  // The mean of the most probable component.
  T mean(const T* o) const override {
    const Index count = components_.count();
    const Index k = std::max_element(o, o + count) - o;
    return components_.value(static_cast<std::size_t>(k), o[count + k]);
  }
  T draw(const T* o, const T* s, T normal, T uniform) const override {
    const Index count = components_.count(), k = cell::pick(o, count, uniform).level;
    return components_.value(static_cast<std::size_t>(k),
                             o[count + k] + cell::exp(T(0.5) * s[k]) * normal);
  }

 private:
  // For each component: the log of its part of p(x|z); the distance of x in its deviations; and 1 /
  // its deviation in units of the column's.
  struct Parts {
    std::array<T, max_components> log_density, distance, precision;
  };

  __attribute__((noinline)) Parts parts_of(T x, const T* o, const T* s) const {
    Parts parts;
    const Index count = components_.count();
    for (Index k = 0; k < count; ++k) {
      const auto i = static_cast<std::size_t>(k);
      parts.precision[i] = cell::exp(T(-0.5) * s[k]);
      parts.distance[i] = (components_.distance(x, i) - o[count + k]) * parts.precision[i];
      parts.log_density[i] = -cell::half_log_2pi<T> - components_.log_deviations[i] -
                             T(0.5) * (s[k] + parts.distance[i] * parts.distance[i]);
    }
    return parts;
  }

  // posterior: each component's probability given x; prior: before x.
  __attribute__((noinline)) T loss_of(const Parts& parts, const T* o,
                                      std::array<T, max_components>& posterior,
                                      std::array<T, max_components>& prior) const {
    const Index count = components_.count();
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

  Components<T> components_;
};

}  // namespace vae1
