// Adam, in the form of torch.optim.Adam. Kingma and Ba (2015), arXiv:1412.6980, algorithm 1. With
// weight decay, which is decoupled from the gradient, it is AdamW in the form of torch.optim.AdamW:
// Loshchilov and Hutter (2019), arXiv:1711.05101, algorithm 2.
#pragma once

#include "../types.hpp"

namespace vae1 {

// One step's update of any part of the parameters, so that it can be applied right where the
// gradient is computed.
template <class T>
class AdamStep {
 public:
  static constexpr double beta1 = 0.9;
  static constexpr double beta2 = 0.999;
  static constexpr double epsilon = 1e-8;

  // t: 1, 2, ...
  AdamStep(T* parameters, T* first, T* second, std::uint64_t t, double learning_rate,
           double weight_decay);

  // The same step for parameters without decay.
  AdamStep without_decay() const;

  // Parameters offset ... offset + gradient.size() - 1. Returns the sum of the gradient's squares.
  // A function of its own, because V8 keeps a loop inlined into its long-running caller in its
  // first, slow compilation. Said here: the compiler does not take it from the definition of a
  // template.
  __attribute__((noinline)) double apply(Index offset, ConstVectorView<T> gradient) const;

 private:
  T *parameters_, *first_, *second_;
  // w = keep w - m / (slope sqrt(v) + floor).
  T slope_, floor_;
  T keep_;  // the factor that decay multiplies a parameter by
};

template <class T>
class Adam {
 public:
  explicit Adam(Index parameters);

  // Counts a step and returns its update of `parameters`.
  AdamStep<T> next_step(T* parameters, double learning_rate, double weight_decay = 0);

  std::uint64_t steps() const { return steps_; }
  const Vector<T>& first_moment() const { return first_; }
  const Vector<T>& second_moment() const { return second_; }
  // Restores the state of an optimiser of the same size.
  void restore(Vector<T> first, Vector<T> second, std::uint64_t steps);

 private:
  Vector<T> first_, second_;
  std::uint64_t steps_ = 0;
};

}  // namespace vae1
