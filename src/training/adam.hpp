// Adam, in the form of torch.optim.Adam. Kingma and Ba (2015), arXiv:1412.6980, algorithm 1.
#pragma once

#include "../types.hpp"

namespace vae1 {

template <class T>
class Adam {
 public:
  static constexpr double beta1 = 0.9;
  static constexpr double beta2 = 0.999;
  static constexpr double epsilon = 1e-8;

  explicit Adam(Index parameters);

  void step(T* parameters, const Vector<T>& gradient, double learning_rate);

  std::uint64_t steps() const { return steps_; }
  const Vector<T>& first_moment() const { return first_; }
  const Vector<T>& second_moment() const { return second_; }
  // As saved by another optimiser of the same size.
  void restore(const T* first, const T* second, std::uint64_t steps);

 private:
  Vector<T> first_, second_;
  std::uint64_t steps_ = 0;
};

}  // namespace vae1
