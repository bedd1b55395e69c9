// The network and its objective, in the model's units: encoder, posterior, decoder, likelihood.
// Written over the scalar type, so that gradients can be checked in double precision.
//
// Shapes: n rows of a batch, D features, L latent dimensions; README.md has the legend.
#pragma once

#include <cmath>
#include <memory>
#include <vector>

#include "../config.hpp"
#include "../parallel/team.hpp"
#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "../training/adam.hpp"
#include "dense.hpp"
#include "likelihood.hpp"
#include "objective.hpp"
#include "parameters.hpp"

namespace vae1 {

struct Architecture {
  Index features = 0;              // D
  std::vector<Index> hidden_dims;  // encoder, first to last
  Index latent_dim = 0;            // L
  Activation activation = Activation::relu;
  Likelihood likelihood = Likelihood::bernoulli;  // never automatic
  std::vector<Column> columns = {};               // of a mixed table, or of numbers with gaps: D
};

// Of a network with these ends, whatever the architecture says of them; in double, since these are
// also asked about networks too large to make.
// Free parameters.
double parameter_count(const Architecture& architecture, const Widths& widths);
// Numbers that they take in memory, at the most: the kernels' padding included.
double stored_parameters(const Architecture& architecture, const Widths& widths);
// Numbers that Vae::reserve() takes per row, at the most.
double workspace_per_row(const Architecture& architecture, const Widths& widths, int threads,
                         double samples);
// And for each thread, however many rows.
double workspace_per_thread(const Architecture& architecture, const Widths& widths);

// Single precision runs on the kernels, double precision on Eigen's products.
template <class T>
using DefaultProducts =
    std::conditional_t<std::is_same_v<T, float>, PanelProducts, PlainProducts<T>>;

template <class T, class Products = DefaultProducts<T>>
class Vae {
 public:
  // The team must outlive the network.
  explicit Vae(const Architecture& architecture, Team& team = Team::alone());
  // Workspace for up to `capacity` rows, each with so many samples of its latents; no step or pass
  // allocates after that, but the first step with a longest_gradient.
  void reserve(Index capacity, Index samples = 1);

  const ParameterLayout& layout() const { return layout_; }
  // The block of all parameters, or one of the same layout, as it lies in memory ...
  Vector<T>& parameters() { return parameters_; }
  const Vector<T>& parameters() const { return parameters_; }
  const Vector<T>& gradient() const { return gradient_; }
  // ... and tensor after tensor, each row by row.
  std::vector<T> unpack(const Vector<T>& block) const;
  void pack(const std::vector<T>& numbers, Vector<T>& block) const;
  const LikelihoodModel<T>& likelihood() const { return *likelihood_; }
  const T* likelihood_parameters() const { return parameters_.data() + likelihood_tensor_.offset; }

  Index features() const { return features_; }  // D
  Index latent_dim() const { return latent_dim_; }
  Index capacity() const { return input_.rows(); }  // rows that one pass may have
  Index samples() const { return samples_; }        // of the latents of each of them

  void initialise(std::uint64_t seed);
  // A column outside the model: its loss is not counted.
  void exclude(Index column) { counted_[column] = scored_[column] = T(0); }
  // Whether the likelihood's own parameter of a column of the model is held at a bound.
  bool at_bound(Index column) const {
    return counted_[column] != T(0) && likelihood_->at_bound(likelihood_parameters(), column);
  }

  // What a pass reads. Callers write here, so that no batch is copied twice. X's conditions are
  // read by decode() too, which takes those of row i for row i of every sample.
  MatrixView<T> input(Index n) { return {input_.data(), n, features_}; }  // X: n x D
  // Of sample s of a batch of n rows: noise and z, n x L.
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
    double gradient_norm = 0;  // global, of the objective's gradient: no sum

    bool finite() const { return std::isfinite(loss + reconstruction + kl + gradient_norm); }
  };
  // Of the last step: the KL of each latent dimension, summed over the rows. L values.
  const Vector<T>& kl_per_dimension() const { return kl_per_dimension_; }

  // input, noise -> the losses of the parameters as they were, and one step of the optimiser. A
  // loss that is not finite leaves all as it was.
  Sums step(Index n, const Objective& objective, Adam<T>& optimiser, const StepSize& size);
  // The same without the step: leaves the gradient in gradient().
  Sums backward(Index n, const Objective& objective);
  // input, noise -> the losses alone, without free bits.
  Sums measure(Index n, const Objective& objective);

  // input -> [mean | logVariance], n x 2L.
  MatrixView<T> encode(Index n);
  // encode(), then latents = the posterior's mean, or a draw from it with `noise`.
  void posterior_mean(Index n);
  void posterior_sample(Index n);
  // latents -> O, the decoder's output for each of `samples` latents of n rows.
  MatrixView<T> decode(Index n, Index samples = 1);
  MatrixView<T> output(Index n) { return decoder_.back().output(n); }
  // After decode(): -log p(x|z) of each row, n values, and of each feature, n x D: of what is
  // scored; or of all that training counts.
  void reconstruction_losses(Index n, double* out);
  void feature_losses(Index n, MatrixView<T> out);
  void counted_losses(Index n, double* out);
  // After encode() and decode(): each row's losses, of all that training counts. n values each.
  void row_losses(Index n, double* reconstruction, double* kl);

 private:
  using Layer = Dense<T, Products>;

  MatrixView<T> forward(std::vector<Layer>& layers, MatrixView<T> first);
  // input, noise -> the decoder's output for every sample.
  void posterior_samples(Index n, Index samples);
  // Each row's bound from the losses of its samples; the samples' weights.
  double importance_bound(Index n, const Objective& objective);
  // Down to dO, in the place of O, and the gradient of the likelihood's parameters.
  Sums losses(Index n, const Objective& objective);
  // The next two return the sum of the gradient's squares.
  template <class Use>
  double backward(Index n, const Objective& objective, const Use& use);
  double keep_gradient(Index n, const Objective& objective);
  MatrixView<T> head(Index n) { return encoder_.back().output(n); }
  // What encoder and decoder read: X and z, or what is made of them.
  MatrixView<T> encoder_input(Index n);
  MatrixView<T> decoder_input(Index n, Index samples);
  // dY (overwritten): the gradient of the last layer's output. That of `first` is written to
  // dFirst, unless it is null.
  template <class Use>
  double backward(std::vector<Layer>& layers, MatrixView<T> first, MatrixView<T> dY, T* dFirst,
                  const Use& use);

  Team* team_;
  Index features_, latent_dim_, widest_, samples_ = 1;
  Index conditions_ = 0;  // what the decoder sees beside z
  ParameterLayout layout_;
  std::vector<Layer> encoder_, decoder_;  // the last layer of each has no activation
  std::unique_ptr<LikelihoodModel<T>> likelihood_;
  Index layers_size_ = 0;  // of the block: what belongs to the layers, and may decay
  Tensor likelihood_tensor_;
  Vector<T> parameters_, gradient_, counted_, scored_, d_likelihood_, scratch_;
  Matrix<T> input_, noise_, latents_, d_latents_, d_head_;
  // Where they are not X and z: n x the encoder's inputs; [z | conditions] and its gradient.
  Matrix<T> expanded_, conditioned_, d_conditioned_;
  Matrix<T> d_own_;        // of the likelihood's parameters, by row, where it has such
  Vector<T> d_hidden_[2];  // gradients on their way back, used in turn: n x the widest layer
  Vector<T> kl_per_dimension_, kl_weights_;  // L
  Vector<T> sample_weights_;                 // of each row's samples, as those lie
  Vector<double> row_reconstruction_, row_log_ratio_, row_bound_;
};

}  // namespace vae1
