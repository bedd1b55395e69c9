#include "vae.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "autoregressive_layers.hpp"
#include "posterior.hpp"

namespace vae1 {

template <class T, class Products>
Vae<T, Products>::Vae(Architecture architecture, Team& team)
    : architecture_(std::move(architecture)),
      team_(&team),
      coding_(architecture_.columns, architecture_.decoder),
      tilts_(architecture_.columns, architecture_.copula),
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
  if (knows_cells()) ranges_ = ranges_by_column(architecture_, halves_.decoder.widths());
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
  if (!in_context()) return latents(sampled);
  return {buffers_.in_context.data(), sampled, buffers_.in_context.cols()};
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::encode(Index n, Known known) {
  const auto first = encoder_input(n);
  if (halves_.widths.coded) coding_.code_inputs(as_const(input(n)), known_cells(known), first);
  const auto of_rows =
      halves_.encoder.forward(parameters_.data(), as_const(first), buffers_.scratch(), *team_);
  bound_posterior<T>(of_rows);
  return of_rows;
}

template <class T, class Products>
void Vae<T, Products>::know_input(Index n) {
  auto cells = known(n);
  cells = input(n);
  for (Index j = 0; j < features(); ++j)
    if (architecture_.columns[static_cast<std::size_t>(j)].condition)
      cells.col(j).setConstant(std::numeric_limits<T>::quiet_NaN());
}

template <class T, class Products>
void Vae<T, Products>::code_decoder_input(Index n, Index samples, Known known) {
  const MatrixView<T> context(buffers_.context.data(), n, buffers_.context.cols());
  coding_.code_context(as_const(input(n)), known_cells(known), context);
  auto first = decoder_input(n, samples);
  for (Index s = 0; s < samples; ++s) {
    auto rows = first.middleRows(s * n, n);
    rows.leftCols(latent_dim()) = latents(n, s);
    rows.rightCols(context.cols()) = context;
  }
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::decode(Index n, Index samples, Known known) {
  if (in_context()) code_decoder_input(n, samples, known);
  const auto O = halves_.decoder.forward(parameters_.data(), as_const(decoder_input(n, samples)),
                                         buffers_.scratch(), *team_);
  if (write_tilts(n, known)) add_tilts(n, samples, -1);
  return O;
}

template <class T, class Products>
bool Vae<T, Products>::write_tilts(Index n, Known known) {
  const Index placed = tilts_.count();
  if (placed == 0 || known == Known::nothing) return false;
  const double cost = static_cast<double>(n * placed * placed * placed);
  team_->share(n, cost, [&](Index first, Index last, int thread) {
    for (Index row = first; row < last; ++row)
      tilts_.write(&buffers_.input(row, 0), &buffers_.known(row, 0), &buffers_.tilts(row, 0),
                   &buffers_.conditionals(thread, 0));
  });
  return true;
}

template <class T, class Products>
void Vae<T, Products>::add_tilts(Index n, Index samples, Index column) {
  auto O = output(n * samples);
  for (Index s = 0; s < samples; ++s)
    for (Index row = 0; row < n; ++row)
      tilts_.add(&buffers_.tilts(row, 0), column, &O(s * n + row, 0));
}

template <class T, class Products>
void Vae<T, Products>::begin_cells(Index n, Known known) {
  code_decoder_input(n, 1, known);
  tilted_ = write_tilts(n, known);
  coded_ = 0;
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::decode_cell(Index n, Index column) {
  auto first = decoder_input(n, 1);
  for (; coded_ < column; ++coded_)
    if (!ranges_[static_cast<std::size_t>(coded_)].empty())
      coding_.code_cell(as_const(input(n)), static_cast<std::size_t>(coded_), first, latent_dim());
  const auto O = halves_.decoder.forward_outputs(parameters_.data(), as_const(first),
                                                 ranges_[static_cast<std::size_t>(column)],
                                                 buffers_.scratch(), *team_);
  if (tilted_) add_tilts(n, 1, column);
  return O;
}

template <class T, class Products>
void Vae<T, Products>::posterior_mean(Index n) {
  latents(n) = encode(n).leftCols(latent_dim());
}

template <class T, class Products>
void Vae<T, Products>::posterior_sample(Index n, Known known) {
  sample_posterior<T>(as_const(encode(n, known)), as_const(noise(n)), latents(n));
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
    if (tensor.limits != nullptr) {
      // Beyond the limits, an optimiser's moments are not 0.
      const MatrixView<T> weight(out, tensor.rows, tensor.cols);
      Products::unpack(block.data() + tensor.offset, weight);
      mask(*tensor.limits, weight);
    } else {
      std::copy_n(block.data() + tensor.offset, tensor.size(), out);
    }
    out += tensor.size();
  }
  return numbers;
}

template <class T, class Products>
void Vae<T, Products>::pack(const std::vector<T>& numbers, Vector<T>& block) const {
  block.setZero(layout_.stored());
  const T* in = numbers.data();
  for (const auto& [name, tensor] : layout_.tensors()) {
    if (tensor.limits != nullptr)
      Products::pack({in, tensor.rows, tensor.cols}, block.data() + tensor.offset);
    else
      std::copy_n(in, tensor.size(), block.data() + tensor.offset);
    in += tensor.size();
  }
}

template <class T, class Products>
void Vae<T, Products>::posterior_samples(Index n, Index samples, Known known) {
  const auto of_rows = encode(n, known);
  for (Index s = 0; s < samples; ++s)
    sample_posterior<T>(as_const(of_rows), as_const(noise(n, s)), latents(n, s));
  decode(n, samples, known);
}

template <class T, class Products>
void Vae<T, Products>::count_unknown(Index n) {
  constexpr T uncounted = std::numeric_limits<T>::quiet_NaN();
  auto X = input(n);
  X = buffers_.known.topRows(n).array().isNaN().select(X, uncounted);
}

template <class T, class Products>
void Vae<T, Products>::report_whole_rows(Index n, Index samples, BatchLosses& sums) {
  const double* of_rows = buffers_.objective.reconstruction();
  double sum = 0;
  Index whole = 0;
  for (Index row = 0; row < n; ++row) {
    if (any_known(&buffers_.known(row, 0), features())) continue;
    ++whole;
    for (Index s = 0; s < samples; ++s) sum += of_rows[s * n + row];
  }
  if (whole == 0) return;
  sum *= static_cast<double>(n) / static_cast<double>(whole * samples);
  sums.loss += sum - sums.reconstruction;
  sums.reconstruction = sum;
}

template <class T, class Products>
BatchLosses Vae<T, Products>::losses(Index n, const Objective& objective) {
  const Index samples = objective.samples, sampled = n * samples;
  const auto known = known_in_training();
  posterior_samples(n, samples, known);
  if (known == Known::cells) count_unknown(n);
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
  auto sums = buffers_.objective.losses(samples_of(n, sampled), objective);
  if (known == Known::cells) report_whole_rows(n, samples, sums);
  const auto weights = buffers_.objective.sample_weights(sampled);
  likelihood_->parameter_gradient(whole, as_const(O), {d_own, sampled, own}, weight, weights,
                                  d_likelihood_.data());
  if (objective.bound == Bound::iwae) O.array().colwise() *= weights.array();
  return sums;
}

template <class T, class Products>
BatchLosses Vae<T, Products>::measure(Index n, const Objective& objective) {
  const Index sampled = n * objective.samples;
  posterior_samples(n, objective.samples, Known::nothing);
  const auto O = output(n);
  for (Index s = 0; s < objective.samples; ++s)
    likelihood_->row_losses(given(n, counted_), {O.data() + s * O.size(), n, O.cols()},
                            buffers_.objective.reconstruction() + s * n);
  return buffers_.objective.measure(samples_of(n, sampled), objective);
}

template <class T, class Products>
double Vae<T, Products>::backward(Index n, const Objective& objective, const GradientUse<T>& use) {
  const Index sampled = n * objective.samples;
  const MatrixView<T> dz(buffers_.d_latents.data(), sampled, latent_dim());
  double squares =
      halves_.decoder.backward(parameters_.data(), as_const(decoder_input(n, objective.samples)),
                               output(sampled), dz, buffers_.scratch(), *team_, use);
  const MatrixView<T> dHead(buffers_.d_head.data(), n, 2 * latent_dim());
  buffers_.objective.backward(samples_of(n, sampled), as_const(dz), objective, dHead);
  squares += halves_.encoder.backward(parameters_.data(), as_const(encoder_input(n)), dHead,
                                      {nullptr, n, 0}, buffers_.scratch(), *team_, use);
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
  for (const auto& [name, tensor] : layout_.tensors())
    if (tensor.limits != nullptr)
      Products::mask(*tensor.limits, tensor.rows, parameters_.data() + tensor.offset);
  likelihood_->constrain(parameters_.data() + likelihood_tensor_.offset);
  return sums;
}

template class Vae<float>;
template class Vae<float, PlainProducts<float>>;
template class Vae<double>;

}  // namespace vae1
