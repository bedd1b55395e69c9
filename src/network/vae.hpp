// The network and its objective, in the model's units: encoder, posterior, decoder, likelihood.
// Generic in the scalar type, so that gradients can be checked in double precision.
//
// Shapes: n rows of a batch, D features, L latent dimensions; README.md has the legend.
#pragma once

#include <cmath>
#include <memory>
#include <vector>

#include "../config.hpp"
#include "../layers/dense.hpp"
#include "../layers/parameters.hpp"
#include "../likelihood/likelihood.hpp"
#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "architecture.hpp"
#include "objective.hpp"

namespace vae1 {

// Single precision uses the kernels, double precision Eigen's products.
template <class T>
using DefaultProducts =
    std::conditional_t<std::is_same_v<T, float>, PanelProducts, PlainProducts<T>>;

template <class T, class Products = DefaultProducts<T>>
class Vae {
 public:
  // The team must outlive the network.
  explicit Vae(Architecture architecture, Team& team = Team::alone());
  // Allocates workspace for up to `capacity` rows with `samples` latents each. After that no step
  // or pass allocates, except the first step with a longest_gradient.
  void reserve(Index capacity, Index samples = 1);

  const Architecture& architecture() const { return architecture_; }
  const ParameterLayout& layout() const { return layout_; }
  // The block of all parameters in memory layout ...
  Vector<T>& parameters() { return parameters_; }
  const Vector<T>& parameters() const { return parameters_; }
  const Vector<T>& gradient() const { return gradient_; }
  // ... and its conversion from and to tensor after tensor, each row by row.
  std::vector<T> unpack(const Vector<T>& block) const;
  void pack(const std::vector<T>& numbers, Vector<T>& block) const;
  const LikelihoodModel<T>& likelihood() const { return *likelihood_; }
  const T* likelihood_parameters() const { return parameters_.data() + likelihood_tensor_.offset; }

  Index features() const { return features_; }  // D
  Index latent_dim() const { return latent_dim_; }
  Index capacity() const { return input_.rows(); }  // most rows of one pass
  Index samples() const { return samples_; }        // latents per row

  void initialise(std::uint64_t seed);
  // Takes a column out of the model: its loss does not count.
  void exclude(Index column) { counted_[column] = scored_[column] = T(0); }
  // Whether the likelihood's own parameter of a modelled column is at a bound.
  bool at_bound(Index column) const {
    return counted_[column] != T(0) && likelihood_->at_bound(likelihood_parameters(), column);
  }

  // The inputs of a pass. Callers write here, so that no batch is copied twice. decode() also reads
  // X's conditions and uses those of row i for row i of every sample.
  MatrixView<T> input(Index n) { return {input_.data(), n, features_}; }  // X: n x D
  // Noise and z of sample s of a batch of n rows: n x L.
  MatrixView<T> noise(Index n, Index s = 0) {
    return {noise_.data() + s * n * latent_dim_, n, latent_dim_};
  }
  MatrixView<T> latents(Index n, Index s = 0) {
    return {latents_.data() + s * n * latent_dim_, n, latent_dim_};
  }

  // Sums over the rows, in nats.
  struct Sums {
    double loss = 0;            // n times the objective
    double reconstruction = 0;  // means over the samples
    double kl = 0;
    double gradient_norm = 0;  // global norm of the objective's gradient, not a sum

    bool finite() const { return std::isfinite(loss + reconstruction + kl + gradient_norm); }
  };
  // The KL of each latent dimension in the last step, summed over the rows: L values.
  const Vector<T>& kl_per_dimension() const { return kl_per_dimension_; }

  // input, noise -> the losses before the step, and one step of the optimiser. A loss that is not
  // finite changes nothing.
  Sums step(Index n, const Objective& objective, Adam<T>& optimiser, const StepSize& size);
  // The same without the step: leaves the gradient in gradient().
  Sums backward(Index n, const Objective& objective);
  // input, noise -> only the losses, without free bits.
  Sums measure(Index n, const Objective& objective);

  // input -> [mean | logVariance], n x 2L.
  MatrixView<T> encode(Index n);
  // encode(), then sets latents to the posterior's mean, or to a draw with `noise`.
  void posterior_mean(Index n);
  void posterior_sample(Index n);
  // latents -> O, the decoder's output for each of `samples` latents of n rows.
  MatrixView<T> decode(Index n, Index samples = 1);
  MatrixView<T> output(Index n) { return decoder_.back().output(n); }
  // After decode(): -log p(x|z) of each row, n values, and of each feature, n x D, over the scored
  // columns.
  void reconstruction_losses(Index n, double* out);
  void feature_losses(Index n, MatrixView<T> out);
  void counted_losses(Index n, double* out);
  // After encode() and decode(): each row's losses over everything that training counts. n values
  // each.
  void row_losses(Index n, double* reconstruction, double* kl);

 private:
  using Layer = Dense<T, Products>;

  MatrixView<T> forward(std::vector<Layer>& layers, MatrixView<T> first);
  // input, noise -> the decoder's output for every sample.
  void posterior_samples(Index n, Index samples);
  // Computes each row's bound from its samples' losses, and the samples' weights.
  double importance_bound(Index n, const Objective& objective);
  // Computes the losses, overwrites O with dO, and computes the gradient of the likelihood's
  // parameters.
  Sums losses(Index n, const Objective& objective);
  // The next two return the sum of the gradient's squares.
  template <class Use>
  double backward(Index n, const Objective& objective, const Use& use);
  double keep_gradient(Index n, const Objective& objective);
  MatrixView<T> head(Index n) { return encoder_.back().output(n); }
  // The inputs of encoder and decoder: X and z, or their expansions.
  MatrixView<T> encoder_input(Index n);
  MatrixView<T> decoder_input(Index n, Index samples);
  // dY (overwritten): the gradient of the last layer's output. Writes the gradient of `first` to
  // dFirst, unless that is null.
  template <class Use>
  double backward(std::vector<Layer>& layers, MatrixView<T> first, MatrixView<T> dY, T* dFirst,
                  const Use& use);

  Architecture architecture_;
  Team* team_;
  Index features_, latent_dim_, widest_ = 0, samples_ = 1;
  Index conditions_ = 0;  // width of what the decoder sees besides z
  ParameterLayout layout_;
  std::vector<Layer> encoder_, decoder_;  // the last layer of each has no activation
  std::unique_ptr<LikelihoodModel<T>> likelihood_;
  Index layers_size_ = 0;  // the layers' part of the block, which may decay
  Tensor likelihood_tensor_;
  Vector<T> parameters_, gradient_, counted_, scored_, d_likelihood_, scratch_;
  Matrix<T> input_, noise_, latents_, d_latents_, d_head_;
  // Used if the inputs are not X and z: n x the encoder's inputs; [z | conditions] and its
  // gradient.
  Matrix<T> expanded_, conditioned_, d_conditioned_;
  Matrix<T> d_own_;        // of the likelihood's parameters by row, if any
  Vector<T> d_hidden_[2];  // gradients in the backward pass, used in turn: n x the widest layer
  Vector<T> kl_per_dimension_, kl_weights_;  // L
  Vector<T> sample_weights_;                 // of each row's samples, in their order
  Vector<double> row_reconstruction_, row_log_ratio_, row_bound_;
};

}  // namespace vae1
