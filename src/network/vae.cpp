#include "vae.hpp"

#include <algorithm>
#include <cmath>

#include "posterior.hpp"

namespace vae1 {

template <class T, class Products>
Vae<T, Products>::Vae(Architecture architecture, Team& team)
    : architecture_(std::move(architecture)),
      team_(&team),
      coding_(architecture_.columns),
      halves_(Halves<T>::template from<Products>(architecture_.layers, widths_of(architecture_))),
      likelihood_(make_likelihood<T>(architecture_.likelihood, features(), architecture_.columns)) {
  halves_.encoder.place(layout_, "encoder");
  halves_.decoder.place(layout_, "decoder");
  layers_size_ = layout_.stored();
  if (const Index own = likelihood_->parameters(); own > 0)
    likelihood_tensor_ = layout_.add(likelihood_->parameters_name(), 1, own, own);
  d_likelihood_.resize(likelihood_->parameters());
  parameters_.setZero(layout_.stored());
  counted_.setOnes(features());
  scored_.setOnes(features());
  const auto& columns = architecture_.columns;
  for (std::size_t j = 0; j < columns.size(); ++j)
    if (!columns[j].scored) scored_[static_cast<Index>(j)] = T(0);
}

template <class T, class Products>
void Vae<T, Products>::reserve(Index capacity, Index samples) {
  samples_ = samples;
  halves_.encoder.reserve(capacity);
  halves_.decoder.reserve(capacity * samples);
  const auto rows = static_cast<double>(capacity), per_row = static_cast<double>(samples);
  buffers_.each(halves_, rows, per_row, team_->size(),
                [](auto& buffer, double height, double width) {
                  buffer.resize(static_cast<Index>(height), static_cast<Index>(width));
                });
}

template <class T, class Products>
void Vae<T, Products>::initialise(std::uint64_t seed) {
  std::uint64_t row = 0;
  for (auto* half : {&halves_.encoder, &halves_.decoder})
    half->initialise(parameters_.data(), seed, row);
  if (const auto bias = halves_.decoder.bias(parameters_.data()); !bias.empty())
    likelihood_->initialise_bias(bias);
  likelihood_->initialise(parameters_.data() + likelihood_tensor_.offset);
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::encoder_input(Index n) {
  if (!halves_.widths.coded) return input(n);
  return {buffers_.encoded.data(), n, buffers_.encoded.cols()};
}

// Samples are stored one after another: sample s of n rows begins at row s n.
template <class T, class Products>
MatrixView<T> Vae<T, Products>::decoder_input(Index n, Index samples) {
  const Index sampled = n * samples;
  if (!conditional()) return latents(sampled);
  return {buffers_.conditioned.data(), sampled, buffers_.conditioned.cols()};
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::encode(Index n) {
  const auto first = encoder_input(n);
  if (halves_.widths.coded) coding_.code_inputs(as_const(input(n)), first);
  const auto of_rows = halves_.encoder.forward(parameters_.data(), as_const(first), *team_);
  bound_posterior<T>(of_rows);
  return of_rows;
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::decode(Index n, Index samples) {
  auto first = decoder_input(n, samples);
  if (conditional()) {
    // Conditions follow z in each row. They are written to the gradient's memory and then copied
    // there.
    const MatrixView<T> conditions(buffers_.d_conditioned.data(), n, first.cols() - latent_dim());
    coding_.code_conditions(as_const(input(n)), conditions);
    for (Index s = 0; s < samples; ++s) {
      auto rows = first.middleRows(s * n, n);
      rows.leftCols(latent_dim()) = latents(n, s);
      rows.rightCols(conditions.cols()) = conditions;
    }
  }
  return halves_.decoder.forward(parameters_.data(), as_const(first), *team_);
}

template <class T, class Products>
void Vae<T, Products>::posterior_mean(Index n) {
  latents(n) = encode(n).leftCols(latent_dim());
}

template <class T, class Products>
void Vae<T, Products>::posterior_sample(Index n) {
  sample_posterior<T>(as_const(encode(n)), as_const(noise(n)), latents(n));
}

template <class T, class Products>
void Vae<T, Products>::row_losses(Index n, double* reconstruction, double* kl) {
  counted_losses(n, reconstruction);
  posterior_kl<T>(as_const(head(n)), kl);
}

template <class T, class Products>
std::vector<T> Vae<T, Products>::unpack(const Vector<T>& block) const {
  std::vector<T> numbers(static_cast<std::size_t>(layout_.count()));
  T* out = numbers.data();
  for (const auto& [name, tensor] : layout_.tensors()) {
    if (tensor.weights)
      Products::unpack(block.data() + tensor.offset, {out, tensor.rows, tensor.cols});
    else
      std::copy_n(block.data() + tensor.offset, tensor.size(), out);
    out += tensor.size();
  }
  return numbers;
}

template <class T, class Products>
void Vae<T, Products>::pack(const std::vector<T>& numbers, Vector<T>& block) const {
  block.setZero(layout_.stored());
  const T* in = numbers.data();
  for (const auto& [name, tensor] : layout_.tensors()) {
    if (tensor.weights)
      Products::pack({in, tensor.rows, tensor.cols}, block.data() + tensor.offset);
    else
      std::copy_n(in, tensor.size(), block.data() + tensor.offset);
    in += tensor.size();
  }
}

template <class T, class Products>
void Vae<T, Products>::posterior_samples(Index n, Index samples) {
  const auto of_rows = encode(n);
  for (Index s = 0; s < samples; ++s)
    sample_posterior<T>(as_const(of_rows), as_const(noise(n, s)), latents(n, s));
  decode(n, samples);
}

template <class T, class Products>
BatchLosses Vae<T, Products>::losses(Index n, const Objective& objective) {
  const Index samples = objective.samples, sampled = n * samples;
  posterior_samples(n, samples);
  auto O = output(sampled);
  const T weight = T(1) / static_cast<T>(n);
  const auto whole = given(n, counted_);
  // An exponential and a logarithm take about as long as 100 multiply-adds in the products.
  const double cost = 100.0 * static_cast<double>(n * O.cols());
  T* const d_own = buffers_.d_own.data();
  const Index own = buffers_.d_own.cols();
  for (Index s = 0; s < samples; ++s)
    team_->share(n, cost, [&](Index first, Index last, int) {
      const Index row = s * n + first, rows = last - first;
      const ConstMatrixView<T> X(&whole.X(first, 0), rows, features());
      likelihood_->backward(
          {whole.parameters, X, whole.counted}, {O.data() + row * O.cols(), rows, O.cols()}, weight,
          {d_own + row * own, rows, own}, buffers_.objective.reconstruction() + row);
    });
  const auto sums = buffers_.objective.losses(samples_of(n, sampled), objective);
  const auto weights = buffers_.objective.sample_weights(sampled);
  likelihood_->parameter_gradient(whole, as_const(O), {d_own, sampled, own}, weight, weights,
                                  d_likelihood_.data());
  if (objective.bound == Bound::iwae) O.array().colwise() *= weights.array();
  return sums;
}

template <class T, class Products>
BatchLosses Vae<T, Products>::measure(Index n, const Objective& objective) {
  const Index sampled = n * objective.samples;
  posterior_samples(n, objective.samples);
  const auto O = output(n);
  for (Index s = 0; s < objective.samples; ++s)
    likelihood_->row_losses(given(n, counted_), {O.data() + s * O.size(), n, O.cols()},
                            buffers_.objective.reconstruction() + s * n);
  return buffers_.objective.measure(samples_of(n, sampled), objective);
}

template <class T, class Products>
double Vae<T, Products>::backward(Index n, const Objective& objective, const GradientUse<T>& use) {
  const Index sampled = n * objective.samples;
  T* const dz = buffers_.d_latents.data();
  double squares = halves_.decoder.backward(
      parameters_.data(), as_const(decoder_input(n, objective.samples)), output(sampled),
      conditional() ? buffers_.d_conditioned.data() : dz, buffers_.scratch, *team_, use);
  if (conditional())
    MatrixView<T>(dz, sampled, latent_dim()) =
        buffers_.d_conditioned.topLeftCorner(sampled, latent_dim());
  const MatrixView<T> dHead(buffers_.d_head.data(), n, 2 * latent_dim());
  buffers_.objective.backward(samples_of(n, sampled), {dz, sampled, latent_dim()}, objective,
                              dHead);
  squares += halves_.encoder.backward(parameters_.data(), as_const(encoder_input(n)), dHead,
                                      nullptr, buffers_.scratch, *team_, use);
  for (const T d : d_likelihood_) squares += static_cast<double>(d) * static_cast<double>(d);
  return squares;
}

template <class T, class Products>
double Vae<T, Products>::keep_gradient(Index n, const Objective& objective) {
  gradient_.resize(layout_.stored());
  const double squares = backward(n, objective, {.block = gradient_.data()});
  gradient_.segment(likelihood_tensor_.offset, d_likelihood_.size()) = d_likelihood_;
  return squares;
}

template <class T, class Products>
BatchLosses Vae<T, Products>::backward(Index n, const Objective& objective) {
  BatchLosses sums = losses(n, objective);
  sums.gradient_norm = std::sqrt(keep_gradient(n, objective));
  return sums;
}

template <class T, class Products>
BatchLosses Vae<T, Products>::step(Index n, const Objective& objective, Adam<T>& optimiser,
                                   const StepSize& size) {
  BatchLosses sums = losses(n, objective);
  if (!sums.finite()) return sums;
  const auto update =
      optimiser.next_step(parameters_.data(), size.learning_rate, size.weight_decay);
  if (std::isinf(size.longest_gradient)) {
    sums.gradient_norm = std::sqrt(backward(n, objective, {.step = &update}));
  } else {
    sums.gradient_norm = std::sqrt(keep_gradient(n, objective));
    // As in torch.nn.utils.clip_grad_norm_.
    const double left = std::min(size.longest_gradient / (sums.gradient_norm + 1e-6), 1.0);
    gradient_ *= static_cast<T>(left);
    d_likelihood_ *= static_cast<T>(left);
    constexpr Index tile = 1024;
    const auto apply = [&](Index first, Index last, int) {
      const Index end = std::min(last * tile, layers_size_);
      update.apply(first * tile, {gradient_.data() + first * tile, end - first * tile});
    };
    team_->share((layers_size_ + tile - 1) / tile, 16.0 * static_cast<double>(layers_size_), apply);
  }
  update.without_decay().apply(likelihood_tensor_.offset,
                               {d_likelihood_.data(), d_likelihood_.size()});
  likelihood_->constrain(parameters_.data() + likelihood_tensor_.offset);
  return sums;
}

template class Vae<float>;
template class Vae<float, PlainProducts<float>>;
template class Vae<double>;

}  // namespace vae1
