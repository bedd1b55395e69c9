#include "adam.hpp"

#include <cmath>

namespace vae1 {

template <class T>
Adam<T>::Adam(Index parameters)
    : first_(Vector<T>::Zero(parameters)), second_(Vector<T>::Zero(parameters)) {}

template <class T>
void Adam<T>::step(T* parameters, const Vector<T>& gradient, double learning_rate) {
  ++steps_;
  const auto t = static_cast<double>(steps_);
  const T rate = static_cast<T>(learning_rate / (1 - std::pow(beta1, t)));
  const T correction = static_cast<T>(1 / std::sqrt(1 - std::pow(beta2, t)));
  const auto g = gradient.array();
  auto m = first_.array();
  auto v = second_.array();
  m += static_cast<T>(1 - beta1) * (g - m);
  v = static_cast<T>(beta2) * v + static_cast<T>(1 - beta2) * g.square();
  VectorView<T>(parameters, gradient.size()).array() -=
      rate * m / (v.sqrt() * correction + static_cast<T>(epsilon));
}

template <class T>
void Adam<T>::restore(const T* first, const T* second, std::uint64_t steps) {
  first_ = ConstVectorView<T>(first, first_.size());
  second_ = ConstVectorView<T>(second, second_.size());
  steps_ = steps;
}

template class Adam<float>;
template class Adam<double>;

}  // namespace vae1
