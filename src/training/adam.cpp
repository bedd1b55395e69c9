#include "adam.hpp"

#include <cmath>

namespace vae1 {

template <class T>
AdamStep<T>::AdamStep(T* parameters, T* first, T* second, std::uint64_t t, double learning_rate)
    : parameters_(parameters),
      first_(first),
      second_(second),
      rate_(static_cast<T>(learning_rate / (1 - std::pow(beta1, static_cast<double>(t))))),
      correction_(static_cast<T>(1 / std::sqrt(1 - std::pow(beta2, static_cast<double>(t))))) {}

template <class T>
void AdamStep<T>::apply(Index offset, ConstVectorView<T> gradient) const {
  const auto g = gradient.array();
  auto m = VectorView<T>(first_ + offset, g.size()).array();
  auto v = VectorView<T>(second_ + offset, g.size()).array();
  m += decay1 * (g - m);
  v = keep2 * v + decay2 * g.square();
  VectorView<T>(parameters_ + offset, g.size()).array() -=
      rate_ * m / (v.sqrt() * correction_ + static_cast<T>(epsilon));
}

template <class T>
Adam<T>::Adam(Index parameters)
    : first_(Vector<T>::Zero(parameters)), second_(Vector<T>::Zero(parameters)) {}

template <class T>
AdamStep<T> Adam<T>::next_step(T* parameters, double learning_rate) {
  return {parameters, first_.data(), second_.data(), ++steps_, learning_rate};
}

template <class T>
void Adam<T>::restore(const Vector<T>& first, const Vector<T>& second, std::uint64_t steps) {
  first_ = first;
  second_ = second;
  steps_ = steps;
}

template class AdamStep<float>;
template class AdamStep<double>;
template class Adam<float>;
template class Adam<double>;

}  // namespace vae1
