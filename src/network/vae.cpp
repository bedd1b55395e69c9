#include "vae.hpp"

#include <algorithm>
#include <cmath>

#include "../layers/activation.hpp"
#include "importance.hpp"
#include "posterior.hpp"

namespace vae1 {
namespace {

template <class Layer>
std::vector<Layer> make_layers(ParameterLayout& layout, const std::string& name, Index in,
                               const std::vector<LayerSpec>& specs) {
  std::vector<Layer> layers;
  for (const auto& [kind, settings] : specs) {
    const auto out = static_cast<Index>(settings[0]);
    const auto activation =
        settings.size() > 1 ? std::optional(static_cast<Activation>(settings[1])) : std::nullopt;
    layers.emplace_back(layout, name + "." + std::to_string(layers.size()), in, out, activation);
    in = out;
  }
  return layers;
}

}  // namespace

template <class T, class Products>
Vae<T, Products>::Vae(Architecture architecture, Team& team)
    : architecture_(std::move(architecture)),
      team_(&team),
      features_(architecture_.features),
      latent_dim_(architecture_.latent_dim) {
  const auto& columns = architecture_.columns;
  const auto widths = widths_of(architecture_.likelihood, static_cast<double>(features_), columns);
  conditions_ = static_cast<Index>(widths.conditions);
  encoder_ = make_layers<Layer>(layout_, "encoder", static_cast<Index>(widths.inputs),
                                architecture_.layers.encoder);
  decoder_ = make_layers<Layer>(layout_, "decoder", latent_dim_ + conditions_,
                                architecture_.layers.decoder);
  for (const auto* layers : {&encoder_, &decoder_})
    for (std::size_t i = 0; i + 1 < layers->size(); ++i)
      widest_ = std::max(widest_, (*layers)[i].out());
  layers_size_ = layout_.stored();
  likelihood_ = make_likelihood<T>(architecture_.likelihood, features_, columns);
  if (const Index own = likelihood_->parameters(); own > 0)
    likelihood_tensor_ = layout_.add(likelihood_->parameters_name(), 1, own, own);
  d_likelihood_.resize(likelihood_->parameters());
  parameters_.setZero(layout_.stored());
  counted_.setOnes(features_);
  scored_.setOnes(features_);
  for (std::size_t j = 0; j < columns.size(); ++j)
    if (!columns[j].scored) scored_[static_cast<Index>(j)] = T(0);
  kl_per_dimension_.setZero(latent_dim_);
  kl_weights_.resize(latent_dim_);
}

template <class T, class Products>
void Vae<T, Products>::reserve(Index capacity, Index samples) {
  samples_ = samples;
  const Index sampled = capacity * samples;
  Index scratch = 0;
  const auto reserve_layers = [&](std::vector<Layer>& layers, Index rows) {
    for (auto& layer : layers) {
      layer.reserve(rows);
      scratch = std::max(scratch, layer.scratch_size(rows, team_->size()));
    }
  };
  reserve_layers(encoder_, capacity);
  reserve_layers(decoder_, sampled);
  scratch_.resize(scratch);
  input_.resize(capacity, features_);
  if (likelihood_->expands()) expanded_.resize(capacity, encoder_.front().in());
  if (conditions_ > 0)
    for (auto* each : {&conditioned_, &d_conditioned_})
      each->resize(sampled, latent_dim_ + conditions_);
  d_own_.resize(sampled, likelihood_->row_gradients());
  noise_.resize(sampled, latent_dim_);
  latents_.resize(sampled, latent_dim_);
  d_latents_.resize(sampled, latent_dim_);
  d_head_.resize(capacity, 2 * latent_dim_);
  for (auto& buffer : d_hidden_) buffer.resize(sampled * widest_);
  sample_weights_.resize(sampled);
  row_reconstruction_.resize(sampled);
  row_log_ratio_.resize(sampled);
  row_bound_.resize(capacity);
}

template <class T, class Products>
void Vae<T, Products>::initialise(std::uint64_t seed) {
  std::uint64_t row = 0;
  for (auto* layers : {&encoder_, &decoder_})
    for (const auto& layer : *layers) layer.initialise(parameters_.data(), seed, row++);
  likelihood_->initialise_bias(decoder_.back().bias(parameters_.data()));
  likelihood_->initialise(parameters_.data() + likelihood_tensor_.offset);
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::encoder_input(Index n) {
  return likelihood_->expands() ? MatrixView<T>(expanded_.data(), n, expanded_.cols()) : input(n);
}

// Samples are stored one after another: sample s of n rows begins at row s n.
template <class T, class Products>
MatrixView<T> Vae<T, Products>::decoder_input(Index n, Index samples) {
  const Index sampled = n * samples;
  if (conditions_ == 0) return latents(sampled);
  return {conditioned_.data(), sampled, conditioned_.cols()};
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::forward(std::vector<Layer>& layers, MatrixView<T> first) {
  const T* X = first.data();
  Index width = first.cols();
  for (auto& layer : layers) {
    X = layer.forward(parameters_.data(), {X, first.rows(), width}, *team_).data();
    width = layer.out();
  }
  return layers.back().output(first.rows());
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::encode(Index n) {
  if (likelihood_->expands()) likelihood_->expand(as_const(input(n)), encoder_input(n));
  const auto head = forward(encoder_, encoder_input(n));
  bound_posterior<T>(head);
  return head;
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::decode(Index n, Index samples) {
  auto first = decoder_input(n, samples);
  if (conditions_ > 0) {
    // Conditions follow z in each row. They are written to the gradient's memory and then copied
    // there.
    const MatrixView<T> conditions(d_conditioned_.data(), n, conditions_);
    likelihood_->expand_conditions(as_const(input(n)), conditions);
    for (Index s = 0; s < samples; ++s) {
      auto rows = first.middleRows(s * n, n);
      rows.leftCols(latent_dim_) = latents(n, s);
      rows.rightCols(conditions_) = conditions;
    }
  }
  return forward(decoder_, first);
}

template <class T, class Products>
void Vae<T, Products>::posterior_mean(Index n) {
  latents(n) = encode(n).leftCols(latent_dim_);
}

template <class T, class Products>
void Vae<T, Products>::posterior_sample(Index n) {
  sample_posterior<T>(as_const(encode(n)), as_const(noise(n)), latents(n));
}

template <class T, class Products>
void Vae<T, Products>::reconstruction_losses(Index n, double* out) {
  likelihood_->row_losses(likelihood_parameters(), as_const(input(n)), as_const(output(n)),
                          {scored_.data(), features_}, out);
}

template <class T, class Products>
void Vae<T, Products>::counted_losses(Index n, double* out) {
  likelihood_->row_losses(likelihood_parameters(), as_const(input(n)), as_const(output(n)),
                          {counted_.data(), features_}, out);
}

template <class T, class Products>
void Vae<T, Products>::feature_losses(Index n, MatrixView<T> out) {
  likelihood_->feature_losses(likelihood_parameters(), as_const(input(n)), as_const(output(n)),
                              {scored_.data(), features_}, out);
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
      VectorView<T>(out, tensor.size()) = tensor.vector_in(block.data());
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
      tensor.vector_in(block.data()) = ConstVectorView<T>(in, tensor.size());
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
double Vae<T, Products>::importance_bound(Index n, const Objective& objective) {
  for (Index s = 0; s < objective.samples; ++s)
    log_density_ratio<T>(as_const(head(n)), as_const(noise(n, s)), as_const(latents(n, s)),
                         row_log_ratio_.data() + s * n);
  importance_weights<T>(n, objective.samples, objective.beta, row_reconstruction_.data(),
                        row_log_ratio_.data(), sample_weights_.data(), row_bound_.data());
  return row_bound_.head(n).sum();
}

template <class T, class Products>
typename Vae<T, Products>::Sums Vae<T, Products>::losses(Index n, const Objective& objective) {
  const Index samples = objective.samples, sampled = n * samples;
  posterior_samples(n, samples);
  auto O = output(sampled);
  const T weight = T(1) / static_cast<T>(n);
  const ConstVectorView<T> counted(counted_.data(), features_);
  // An exponential and a logarithm take about as long as 100 multiply-adds in the products.
  const double cost = 100.0 * static_cast<double>(n * O.cols());
  const Index own = d_own_.cols();
  for (Index s = 0; s < samples; ++s)
    team_->share(n, cost, [&](Index first, Index last, int) {
      const Index row = s * n + first;
      likelihood_->backward(
          likelihood_parameters(), {input_.data() + first * features_, last - first, features_},
          {O.data() + row * O.cols(), last - first, O.cols()}, counted, weight,
          {d_own_.data() + row * own, last - first, own}, row_reconstruction_.data() + row);
    });

  Sums sums;
  posterior_kl_per_dimension<T>(as_const(head(n)), kl_per_dimension_.data());
  for (const T kl : kl_per_dimension_) sums.kl += static_cast<double>(kl);
  sums.reconstruction = row_reconstruction_.head(sampled).sum() / static_cast<double>(samples);
  if (objective.bound == Bound::iwae) {
    sums.loss = importance_bound(n, objective);
  } else {
    const auto rows = static_cast<double>(n);
    sums.loss = sums.reconstruction;
    for (Index j = 0; j < latent_dim_; ++j) {
      const auto kl = static_cast<double>(kl_per_dimension_[j]);
      const bool free = objective.free_bits > 0 && kl <= rows * objective.free_bits;
      kl_weights_[j] = free ? T(0) : static_cast<T>(objective.beta / rows);
      sums.loss += objective.beta * (free ? rows * objective.free_bits : kl);
    }
    sample_weights_.head(n).setOnes();
  }
  likelihood_->parameter_gradient(likelihood_parameters(), as_const(O),
                                  {d_own_.data(), sampled, own}, counted, weight,
                                  {sample_weights_.data(), sampled}, d_likelihood_.data());
  if (objective.bound == Bound::iwae) O.array().colwise() *= sample_weights_.head(sampled).array();
  return sums;
}

template <class T, class Products>
typename Vae<T, Products>::Sums Vae<T, Products>::measure(Index n, const Objective& objective) {
  posterior_samples(n, objective.samples);
  const ConstVectorView<T> counted(counted_.data(), features_);
  for (Index s = 0; s < objective.samples; ++s)
    likelihood_->row_losses(likelihood_parameters(), as_const(input(n)),
                            {output(n).data() + s * n * output(n).cols(), n, output(n).cols()},
                            counted, row_reconstruction_.data() + s * n);
  Sums sums;
  const Index sampled = n * objective.samples;
  sums.reconstruction =
      row_reconstruction_.head(sampled).sum() / static_cast<double>(objective.samples);
  posterior_kl<T>(as_const(head(n)), row_bound_.data());
  sums.kl = row_bound_.head(n).sum();
  sums.loss = objective.bound == Bound::iwae ? importance_bound(n, objective)
                                             : sums.reconstruction + objective.beta * sums.kl;
  return sums;
}

template <class T, class Products>
template <class Use>
double Vae<T, Products>::backward(std::vector<Layer>& layers, MatrixView<T> first, MatrixView<T> dY,
                                  T* dFirst, const Use& use) {
  const Index n = first.rows();
  T* dOut = dY.data();
  double squares = 0;
  for (std::size_t i = layers.size(); i-- > 0;) {
    auto& layer = layers[i];
    const T* X = i == 0 ? first.data() : layers[i - 1].output(n).data();
    T* dX = i == 0 ? dFirst : d_hidden_[i % 2].data();
    squares += layer.backward(parameters_.data(), {X, n, layer.in()}, {dOut, n, layer.out()}, dX,
                              scratch_.data(), *team_, use);
    dOut = dX;
  }
  return squares;
}

template <class T, class Products>
template <class Use>
double Vae<T, Products>::backward(Index n, const Objective& objective, const Use& use) {
  const Index sampled = n * objective.samples;
  const bool conditional = conditions_ > 0;
  double squares = backward(decoder_, decoder_input(n, objective.samples), output(sampled),
                            (conditional ? d_conditioned_ : d_latents_).data(), use);
  if (conditional)
    MatrixView<T>(d_latents_.data(), sampled, latent_dim_) =
        d_conditioned_.topLeftCorner(sampled, latent_dim_);
  const MatrixView<T> dHead(d_head_.data(), n, 2 * latent_dim_);
  const ConstMatrixView<T> dz(d_latents_.data(), sampled, latent_dim_);
  if (objective.bound == Bound::iwae)
    importance_backward<T>(as_const(head(n)), as_const(noise(sampled)), as_const(latents(sampled)),
                           dz, sample_weights_.data(),
                           static_cast<T>(objective.beta / static_cast<double>(n)), dHead);
  else
    posterior_backward<T>(as_const(head(n)), as_const(noise(n)), dz, kl_weights_.data(), dHead);
  squares += backward(encoder_, encoder_input(n), dHead, nullptr, use);
  for (const T d : d_likelihood_) squares += static_cast<double>(d) * static_cast<double>(d);
  return squares;
}

template <class T, class Products>
double Vae<T, Products>::keep_gradient(Index n, const Objective& objective) {
  gradient_.resize(layout_.stored());
  const double squares = backward(n, objective, gradient_.data());
  gradient_.segment(likelihood_tensor_.offset, d_likelihood_.size()) = d_likelihood_;
  return squares;
}

template <class T, class Products>
typename Vae<T, Products>::Sums Vae<T, Products>::backward(Index n, const Objective& objective) {
  Sums sums = losses(n, objective);
  sums.gradient_norm = std::sqrt(keep_gradient(n, objective));
  return sums;
}

template <class T, class Products>
typename Vae<T, Products>::Sums Vae<T, Products>::step(Index n, const Objective& objective,
                                                       Adam<T>& optimiser, const StepSize& size) {
  Sums sums = losses(n, objective);
  if (!sums.finite()) return sums;
  const auto update =
      optimiser.next_step(parameters_.data(), size.learning_rate, size.weight_decay);
  if (std::isinf(size.longest_gradient)) {
    sums.gradient_norm = std::sqrt(backward(n, objective, update));
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
