// A fully connected layer: Y = f(X W + b), X n x I, W I x O, b 1 x O, Y n x O. It owns the memory
// of its output and of its backward pass, for up to `capacity` rows.
//
// `block` is the memory of all parameters (parameters.hpp); `scratch` is working memory of
// scratch_size() shared by all layers.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "../config.hpp"
#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "parameters.hpp"

namespace vae1 {

template <class T, class Products>
class Dense {
 public:
  // Without an activation, f is the identity.
  Dense(ParameterLayout& layout, const std::string& name, Index in, Index out,
        std::optional<Activation> activation);

  void reserve(Index capacity);
  Index in() const { return weight_.rows; }
  Index out() const { return weight_.cols; }
  Index scratch_size(Index n, int threads) const {
    return Products::scratch_size(n, in(), out(), threads);
  }

  // Uniform on +-1/sqrt(I), weights and biases: PyTorch's default for nn.Linear. `row` gives each
  // layer its own random numbers.
  void initialise(T* block, std::uint64_t seed, std::uint64_t row) const;

  std::span<T> bias(T* block) const {
    return {block + bias_.offset, static_cast<std::size_t>(out())};
  }

  MatrixView<T> forward(const T* block, ConstMatrixView<T> X, Team& team);
  MatrixView<T> output(Index n) { return {output_.data(), n, out()}; }

  // Call it after forward() on the same X. Overwrites dY (n x O). First writes the gradient of X (n
  // x I), unless `dX` is null, then passes the gradient of W and b to `use`: a T*, which is the
  // block to store it in, or an AdamStep<T>, which applies it at once. Returns the sum of its
  // squares.
  template <class Use>
  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX, T* scratch,
                  Team& team, const Use& use);

 private:
  Tensor weight_, bias_;
  std::optional<Activation> activation_;
  Matrix<T> output_, preactivation_;
};

}  // namespace vae1
