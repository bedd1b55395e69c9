// The network and its objective, in the model's units: encoder, posterior, decoder, likelihood.
// Written over the scalar type, so that gradients can be checked in double precision.
//
// Shapes: n rows of a batch, D features, L latent dimensions; README.md has the legend.
#pragma once

#include <memory>
#include <vector>

#include "../config.hpp"
#include "dense.hpp"
#include "likelihood.hpp"
#include "parameters.hpp"

namespace vae1 {

struct Architecture {
  Index features = 0;               // D
  std::vector<Index> hidden_dims;   // encoder, first to last
  Index latent_dim = 0;             // L
  Activation activation = Activation::relu;
  Likelihood likelihood = Likelihood::bernoulli;  // never automatic
};

// Free parameters; in double, since it is also asked about networks too large to make.
double parameter_count(const Architecture& architecture);
// Numbers that Vae::reserve() takes per row.
double workspace_per_row(const Architecture& architecture);

template <class T>
class Vae {
 public:
  explicit Vae(const Architecture& architecture);
  // Workspace for up to `capacity` rows. Nothing else allocates.
  void reserve(Index capacity);

  const ParameterLayout& layout() const { return layout_; }
  T* parameters() { return parameters_.data(); }
  const T* parameters() const { return parameters_.data(); }
  const Vector<T>& parameter_block() const { return parameters_; }
  const Vector<T>& gradient() const { return gradient_; }
  const LikelihoodModel<T>& likelihood() const { return *likelihood_; }

  Index features() const { return features_; }
  Index latent_dim() const { return latent_dim_; }
  Index capacity() const { return input_.rows(); }  // rows that one pass may have

  void initialise(std::uint64_t seed);
  // A column outside the model: its loss is not counted.
  void exclude(Index column) { counted_[column] = T(0); }

  // What a pass reads. Callers write here, so that no batch is copied twice.
  MatrixView<T> input(Index n) { return {input_.data(), n, features_}; }     // X: n x D
  MatrixView<T> noise(Index n) { return {noise_.data(), n, latent_dim_}; }   // n x L
  MatrixView<T> latents(Index n) { return {latents_.data(), n, latent_dim_}; }  // z: n x L

  // Sums over the rows, in nats.
  struct Sums {
    double reconstruction = 0;
    double kl = 0;
  };

  // input, noise -> the losses, and in gradient() that of mean(reconstruction + beta * kl).
  Sums backward(Index n, T beta);

  // input -> [mean | logVariance], n x 2L.
  MatrixView<T> encode(Index n);
  // encode(), then latents = the posterior's mean, or a draw from it with `noise`.
  void posterior_mean(Index n);
  void posterior_sample(Index n);
  // latents -> the decoder's output, n x D (a Bernoulli's logits, a Gaussian's mean).
  MatrixView<T> decode(Index n);
  // After encode() and decode(): each row's losses. Either may be null.
  void row_losses(Index n, double* reconstruction, double* kl);

  // After the optimiser's step.
  void constrain() { likelihood_->constrain(parameters_.data()); }

 private:
  MatrixView<T> forward(std::vector<Dense<T>>& layers, MatrixView<T> first);
  MatrixView<T> head(Index n) { return encoder_.back().output(n); }
  MatrixView<T> output(Index n) { return decoder_.back().output(n); }
  // dY (overwritten): the gradient of the last layer's output. That of `first` is written to
  // dFirst, unless it is null.
  void backward(std::vector<Dense<T>>& layers, MatrixView<T> first, MatrixView<T> dY, T* dFirst);

  Index features_, latent_dim_, widest_;
  ParameterLayout layout_;
  std::vector<Dense<T>> encoder_, decoder_;  // the last layer of each has no activation
  std::unique_ptr<LikelihoodModel<T>> likelihood_;
  Vector<T> parameters_, gradient_, counted_;
  Matrix<T> input_, noise_, latents_, d_latents_, d_head_;
  Vector<T> d_hidden_[2];  // gradients on their way back, used in turn: n x the widest layer
  Vector<double> row_reconstruction_, row_kl_;
};

}  // namespace vae1
