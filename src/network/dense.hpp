// A fully connected layer: Y = f(X W + b), X n x I, W I x O, b 1 x O, Y n x O. It owns the memory
// of its output and of what its backward pass needs, for up to `capacity` rows.
#pragma once

#include <optional>
#include <string>

#include "../config.hpp"
#include "parameters.hpp"

namespace vae1 {

template <class T>
class Dense {
 public:
  // No activation: f is the identity.
  Dense(ParameterLayout& layout, const std::string& name, Index in, Index out,
        std::optional<Activation> activation);

  void reserve(Index capacity);
  Index in() const { return weight_.rows; }
  Index out() const { return weight_.cols; }

  // Uniform on +-1/sqrt(I), weights and biases: PyTorch's default for nn.Linear. `row` tells the
  // layers' random numbers apart.
  void initialise(T* parameters, std::uint64_t seed, std::uint64_t row) const;

  MatrixView<T> forward(const T* parameters, ConstMatrixView<T> X);
  MatrixView<T> output(Index n) { return {output_.data(), n, out()}; }

  // After forward() on the same X. dY (n x O) is overwritten. Writes the gradient of W and b, and
  // that of X (n x I) unless `dX` is null.
  void backward(const T* parameters, ConstMatrixView<T> X, MatrixView<T> dY, T* gradient, T* dX);

 private:
  Tensor weight_, bias_;
  std::optional<Activation> activation_;
  Matrix<T> output_, preactivation_;
};

}  // namespace vae1
