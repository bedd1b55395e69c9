#include "adam.hpp"

#include <cmath>
#include <utility>

#include "../math/elementary.hpp"
#include "../math/multiply_add.hpp"
#include "../math/packs.hpp"

namespace vae1 {
namespace {

// Moments that keep decaying would reach denormals, below 2^-126, which are many times slower:
// after 1,000 steps on MNIST, whose border pixels are nearly always 0, the update took 1.5 times as
// long. So this amount, too small to move a weight, is added to the gradient for both moments.
// (Comparing and selecting 0 took twice as long as everything else.)
constexpr double least_gradient = 0x1p-100;

// base^t by squaring: std::pow and its tables would add 5 KB to what a page loads.
double power(double base, std::uint64_t t) {
  double result = 1;
  for (; t > 0; t >>= 1, base *= base)
    if (t & 1) result *= base;
  return result;
}

}  // namespace

template <class T>
AdamStep<T>::AdamStep(T* parameters, T* first, T* second, std::uint64_t t, double learning_rate,
                      double weight_decay)
    : parameters_(parameters),
      first_(first),
      second_(second),
      slope_(
          static_cast<T>((1 - power(beta1, t)) / learning_rate / std::sqrt(1 - power(beta2, t)))),
      floor_(static_cast<T>((1 - power(beta1, t)) / learning_rate * epsilon)),
      keep_(static_cast<T>(1 - learning_rate * weight_decay)) {}

template <class T>
AdamStep<T> AdamStep<T>::without_decay() const {
  auto step = *this;
  step.keep_ = 1;
  return step;
}

// The square root and the division take as long as everything else, so little is left to gain here,
// and the sum of squares is free.
template <class T>
double AdamStep<T>::apply(Index offset, ConstVectorView<T> gradient) const {
  using V = Pack<T>;
  const auto constant = [](double x) { return math::constant<V>(x); };
  // The learning rate is folded into the divisor's terms, so that all constants fit the registers.
  const V decay1 = constant(1 - beta1), decay2 = constant(1 - beta2), keep = constant(keep_);
  const V slope = constant(slope_), floor = constant(floor_);
  const V least = constant(least_gradient);
  V squares{};
  T *w = parameters_ + offset, *first = first_ + offset, *second = second_ + offset;
  for_packs<T>(gradient.size(), [&](auto at) {
    const V g = at.load(gradient.data());
    const V before = at.load(first), square = at.load(second);
    const V m = multiply_add(decay1, (g + least) - before, before);
    const V v = multiply_add(decay2, multiply_add(g, g, least) - square, square);
    squares = multiply_add(g, g, squares);
    at.store(first, m);
    at.store(second, v);
    at.store(w, keep * at.load(w) - m / multiply_add(square_root(v), slope, floor));
  });
  return static_cast<double>(sum(squares));
}

template <class T>
Adam<T>::Adam(Index parameters)
    : first_(Vector<T>::Zero(parameters)), second_(Vector<T>::Zero(parameters)) {}

template <class T>
AdamStep<T> Adam<T>::next_step(T* parameters, double learning_rate, double weight_decay) {
  return {parameters, first_.data(), second_.data(), ++steps_, learning_rate, weight_decay};
}

template <class T>
void Adam<T>::restore(Vector<T> first, Vector<T> second, std::uint64_t steps) {
  first_ = std::move(first);
  second_ = std::move(second);
  steps_ = steps;
}

template class AdamStep<float>;
template class AdamStep<double>;
template class Adam<float>;
template class Adam<double>;

}  // namespace vae1
