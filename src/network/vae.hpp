// The network and its objective, in the model's units: encoder, posterior, decoder, likelihood.
// Generic in the scalar type, so that gradients can be checked in double precision.
//
// Shapes: n rows of a batch, D features, L latent dimensions; README.md has the legend.
#pragma once

#include <memory>
#include <vector>

#include "../config.hpp"
#include "../likelihood/likelihood.hpp"
#include "../optimiser/adam.hpp"
#include "../parallel/team.hpp"
#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "architecture.hpp"
#include "copula_tilts.hpp"
#include "pass_buffers.hpp"
#include "row_coding.hpp"

namespace vae1 {

// Single precision uses the kernels, double precision Eigen's products.
template <class T>
using DefaultProducts =
    std::conditional_t<std::is_same_v<T, float>, PanelProducts, PlainProducts<T>>;

// Which cells encoder and decoder are given besides conditions.
enum class Known : std::uint8_t { nothing, cells };

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

  Index features() const { return architecture_.features; }  // D
  Index latent_dim() const { return architecture_.latent_dim; }
  Index capacity() const { return buffers_.input.rows(); }  // most rows of one pass
  Index samples() const { return samples_; }                // latents per row

  void initialise(std::uint64_t seed);
  // Takes a column out of the model: its loss does not count.
  void exclude(Index column) { counted_[column] = scored_[column] = T(0); }
  // Whether the likelihood's own parameter of a modelled column is at a bound.
  bool at_bound(Index column) const {
    return counted_[column] != T(0) && likelihood_->at_bound(likelihood_parameters(), column);
  }

  // The inputs of a pass. Callers write here, so that no batch is copied twice. decode() also reads
  // what its context needs of X (row_coding.hpp) and uses row i's for row i of every sample.
  MatrixView<T> input(Index n) { return {buffers_.input.data(), n, features()}; }  // X: n x D
  // The cells that an autoregressive decoder is given, NaN elsewhere: n x D. A row of which any
  // cell is known is encoded from the known cells alone. Passes with Known::nothing do not read it.
  MatrixView<T> known(Index n) { return {buffers_.known.data(), n, features()}; }
  bool knows_cells() const { return halves_.widths.knows_cells; }
  // Makes all cells of the input known that are there, but for the conditions.
  void know_input(Index n);
  // Noise and z of sample s of a batch of n rows: n x L.
  MatrixView<T> noise(Index n, Index s = 0) { return of_sample(buffers_.noise, n, s); }
  MatrixView<T> latents(Index n, Index s = 0) { return of_sample(buffers_.latents, n, s); }

  // The KL of each latent dimension in the last step, summed over the rows: L values.
  const Vector<T>& kl_per_dimension() const { return buffers_.objective.kl_per_dimension(); }

  // input, noise, and known if cells can be -> the losses before the step, and one step of the
  // optimiser. A loss that is not finite changes nothing. Known cells do not count. Rows without
  // any stand for all in the reported losses; afterwards input is NaN at the known cells.
  BatchLosses step(Index n, const Objective& objective, Adam<T>& optimiser, const StepSize& size);
  // The same without the step: leaves the gradient in gradient().
  BatchLosses backward(Index n, const Objective& objective);
  // input, noise -> only the losses, without free bits.
  BatchLosses measure(Index n, const Objective& objective);

  // input -> [mean | logVariance], n x 2L.
  MatrixView<T> encode(Index n, Known known = Known::nothing);
  // encode(), then sets latents to the posterior's mean, or to a draw with `noise`.
  void posterior_mean(Index n);
  void posterior_sample(Index n, Known known = Known::nothing);
  // latents -> O, the decoder's output for each of `samples` latents of n rows.
  MatrixView<T> decode(Index n, Index samples = 1, Known known = Known::nothing);
  MatrixView<T> output(Index n) { return halves_.decoder.output(n); }
  // The same for n rows that an autoregressive decoder makes column after column: begin_cells(),
  // and then for each modelled column in order decode_cell(), which computes its outputs from the
  // cells that are now in the input. All columns together take about as long as one decode().
  void begin_cells(Index n, Known known);
  MatrixView<T> decode_cell(Index n, Index column);
  // After decode(): -log p(x|z) of each row, n values, over all columns or over those scored, and
  // of each feature, n x D, over those scored.
  void counted_losses(Index n, double* out) {
    likelihood_->row_losses(given(n, counted_), as_const(output(n)), out);
  }
  void reconstruction_losses(Index n, double* out) {
    likelihood_->row_losses(given(n, scored_), as_const(output(n)), out);
  }
  void feature_losses(Index n, MatrixView<T> out) {
    likelihood_->feature_losses(given(n, scored_), as_const(output(n)), out);
  }
  // After encode() and decode(): each row's losses over everything that training counts. n values
  // each.
  void row_losses(Index n, double* reconstruction, double* kl);

 private:
  MatrixView<T> of_sample(Matrix<T>& all, Index n, Index s) {
    return {all.data() + s * n * latent_dim(), n, latent_dim()};
  }
  // input, noise -> the decoder's output for every sample.
  void posterior_samples(Index n, Index samples, Known known);
  // Computes the losses, overwrites O with dO, and computes the gradient of the likelihood's
  // parameters.
  BatchLosses losses(Index n, const Objective& objective);
  // The next two return the sum of the gradient's squares.
  double backward(Index n, const Objective& objective, const GradientUse<T>& use);
  double keep_gradient(Index n, const Objective& objective);
  // The first n rows of the input for the likelihood.
  Given<T> given(Index n, const Vector<T>& counted) {
    return {likelihood_parameters(), as_const(input(n)), {counted.data(), features()}};
  }
  // Of n rows with `sampled` latents in all.
  Samples<T> samples_of(Index n, Index sampled) {
    return {as_const(head(n)), as_const(noise(sampled)), as_const(latents(sampled))};
  }
  MatrixView<T> head(Index n) { return halves_.encoder.output(n); }
  // The inputs of encoder and decoder: X and z, or their codings.
  MatrixView<T> encoder_input(Index n);
  MatrixView<T> decoder_input(Index n, Index samples);
  // Writes the context of n rows, and with each of their samples' latents the decoder's input.
  void code_decoder_input(Index n, Index samples, Known known);
  // What the known cells of n rows say by the copula. Returns whether they can say anything.
  bool write_tilts(Index n, Known known);
  // Adds it to the outputs of a column for each sample, or of every one (-1).
  void add_tilts(Index n, Index samples, Index column);
  bool in_context() const { return halves_.widths.context > 0; }
  Known known_in_training() const { return knows_cells() ? Known::cells : Known::nothing; }
  const T* known_cells(Known known) const {
    return known == Known::cells ? buffers_.known.data() : nullptr;
  }
  // Takes the known cells out of the input, so that the likelihood does not count them.
  void count_unknown(Index n);
  // Makes the reported losses those of rows without known cells, if there are any.
  void report_whole_rows(Index n, Index samples, BatchLosses& sums);

  Architecture architecture_;
  Team* team_;
  RowCoding<T> coding_;
  CopulaTilts<T> tilts_;
  Halves<T> halves_;
  std::unique_ptr<LikelihoodModel<T>> likelihood_;
  ParameterLayout layout_;
  Index layers_size_ = 0;  // the layers' part of the block, which may decay
  Tensor likelihood_tensor_;
  Vector<T> parameters_, gradient_, counted_, scored_, d_likelihood_;
  PassBuffers<T> buffers_;
  Index samples_ = 1;
  std::vector<std::vector<OutputRange>> ranges_;  // of an autoregressive decoder, by column
  Index coded_ = 0;                               // columns whose made cells are coded
  bool tilted_ = false;                           // whether the rows being made have tilts
};

}  // namespace vae1
