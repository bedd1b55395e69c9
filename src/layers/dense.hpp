// A fully connected layer: Y = f(X W + b), X n x I, W I x O, b 1 x O, Y n x O.
#pragma once

#include <memory>
#include <optional>

#include "activation.hpp"
#include "layer.hpp"
#include "layer_spec.hpp"

namespace vae1 {

// Without an activation, f is the identity.
LayerSpec dense(std::int64_t out, std::optional<Activation> activation = std::nullopt);

template <class T, class Products>
class Dense final : public Layer<T> {
 public:
  // Null if a layer cannot have these settings.
  static std::unique_ptr<Layer<T>> from(const std::vector<std::int64_t>& settings, double in);

  double parameters() const override { return (this->in() + 1) * this->out(); }
  double stored() const override {
    return Products::weight_size(this->in(), this->out()) + Products::bias_size(this->out());
  }
  double workspace(double rows) const override;
  double scratch(double rows, int threads) const override {
    return Products::scratch_size(rows, this->in(), this->out(), threads);
  }

  bool reads_output() const override { return activation_.has_value(); }
  void place(ParameterLayout& layout, const std::string& name) override;
  void reserve(Index rows) override;
  // Uniform on +-1/sqrt(I), weights and biases: PyTorch's default for nn.Linear.
  void initialise(T* block, std::uint64_t seed, std::uint64_t row) const override;
  std::span<T> bias(T* block) const override;
  void forward(const T* block, ConstMatrixView<T> X, Team& team) override;
  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX, T* scratch,
                  Team& team, const GradientUse<T>& use) override;

 private:
  Dense(double in, double out, std::optional<Activation> activation)
      : Layer<T>(in, out), activation_(activation) {}
  bool keeps_preactivation() const { return activation_ && needs_preactivation(*activation_); }

  std::optional<Activation> activation_;
  Tensor weight_, bias_;
  Matrix<T> preactivation_;
};

}  // namespace vae1
