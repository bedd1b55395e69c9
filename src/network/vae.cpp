#include "vae.hpp"

#include <algorithm>
#include <cmath>

#include "activation.hpp"
#include "posterior.hpp"

namespace vae1 {
namespace {

// Hidden layers with an activation, then one without.
template <class Layer>
std::vector<Layer> make_layers(ParameterLayout& layout, const std::string& name, Index in,
                               const std::vector<Index>& hidden, Index out, Activation activation) {
  std::vector<Layer> layers;
  for (const Index width : hidden) {
    layers.emplace_back(layout, name + "." + std::to_string(layers.size()), in, width, activation);
    in = width;
  }
  layers.emplace_back(layout, name + "." + std::to_string(layers.size()), in, out, std::nullopt);
  return layers;
}

Index widest(const Architecture& architecture) {
  const auto& hidden = architecture.hidden_dims;
  return hidden.empty() ? 0 : *std::max_element(hidden.begin(), hidden.end());
}

// use(in, out) for every layer.
template <class Use>
void for_each_layer(const Architecture& architecture, double features, Use&& use) {
  const auto half = [&](double in, auto hidden, auto end, double last) {
    for (; hidden != end; ++hidden) {
      const auto width = static_cast<double>(*hidden);
      use(in, width);
      in = width;
    }
    use(in, last);
  };
  const auto& hidden = architecture.hidden_dims;
  const auto latent = static_cast<double>(architecture.latent_dim);
  half(features, hidden.begin(), hidden.end(), 2 * latent);
  half(latent, hidden.rbegin(), hidden.rend(), features);
}

}  // namespace

double parameter_count(const Architecture& architecture, double features) {
  double count = architecture.likelihood == Likelihood::gaussian ? features : 0;
  for_each_layer(architecture, features, [&](double in, double out) { count += (in + 1) * out; });
  return count;
}

double stored_parameters(const Architecture& architecture, double features) {
  constexpr double input_padding = 3, output_padding = 7;
  double count = features;
  for_each_layer(architecture, features, [&](double in, double out) {
    count += (in + input_padding + 1) * (out + output_padding);
  });
  return count;
}

double workspace_per_row(const Architecture& architecture, double features, int threads) {
  constexpr double panels = 16;  // what the packed forms of a batch are longer, at the most
  double outputs = 0, packed = 0;
  for_each_layer(architecture, features, [&](double in, double out) {
    outputs += out;
    packed = std::max(packed, in + out + panels + 8.0 * threads);
  });
  const double copies = needs_preactivation(architecture.activation) ? 2 : 1;
  return features + copies * outputs + packed + 2 * static_cast<double>(widest(architecture)) +
         5 * static_cast<double>(architecture.latent_dim) + 4;
}

template <class T, class Products>
Vae<T, Products>::Vae(const Architecture& architecture, Team& team)
    : team_(&team),
      features_(architecture.features),
      latent_dim_(architecture.latent_dim),
      widest_(widest(architecture)) {
  auto hidden = architecture.hidden_dims;
  encoder_ = make_layers<Layer>(layout_, "encoder", features_, hidden, 2 * latent_dim_,
                                architecture.activation);
  std::reverse(hidden.begin(), hidden.end());
  decoder_ = make_layers<Layer>(layout_, "decoder", latent_dim_, hidden, features_,
                                architecture.activation);
  likelihood_ = make_likelihood<T>(architecture.likelihood, features_);
  if (const Index own = likelihood_->parameters(); own > 0)
    likelihood_tensor_ = layout_.add(likelihood_->parameters_name(), 1, own, own);
  d_likelihood_.resize(likelihood_->parameters());
  parameters_.setZero(layout_.stored());
  counted_.setOnes(features_);
}

template <class T, class Products>
void Vae<T, Products>::reserve(Index capacity) {
  for (auto* layers : {&encoder_, &decoder_})
    for (auto& layer : *layers) layer.reserve(capacity);
  input_.resize(capacity, features_);
  noise_.resize(capacity, latent_dim_);
  latents_.resize(capacity, latent_dim_);
  d_latents_.resize(capacity, latent_dim_);
  d_head_.resize(capacity, 2 * latent_dim_);
  Index scratch = 0;
  for (const auto* layers : {&encoder_, &decoder_})
    for (const auto& layer : *layers)
      scratch = std::max(scratch, layer.scratch_size(capacity, team_->size()));
  scratch_.resize(scratch);
  for (auto& buffer : d_hidden_) buffer.resize(capacity * widest_);
  row_reconstruction_.resize(capacity);
  row_kl_.resize(capacity);
}

template <class T, class Products>
void Vae<T, Products>::initialise(std::uint64_t seed) {
  std::uint64_t row = 0;
  for (auto* layers : {&encoder_, &decoder_})
    for (const auto& layer : *layers) layer.initialise(parameters_.data(), seed, row++);
  likelihood_->initialise(parameters_.data() + likelihood_tensor_.offset);
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
  const auto head = forward(encoder_, input(n));
  bound_posterior<T>(head);
  return head;
}

template <class T, class Products>
MatrixView<T> Vae<T, Products>::decode(Index n) {
  return forward(decoder_, latents(n));
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
                          {counted_.data(), features_}, out);
}

template <class T, class Products>
void Vae<T, Products>::feature_losses(Index n, MatrixView<T> out) {
  likelihood_->feature_losses(likelihood_parameters(), as_const(input(n)), as_const(output(n)),
                              {counted_.data(), features_}, out);
}

template <class T, class Products>
void Vae<T, Products>::row_losses(Index n, double* reconstruction, double* kl) {
  reconstruction_losses(n, reconstruction);
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
typename Vae<T, Products>::Sums Vae<T, Products>::losses(Index n) {
  posterior_sample(n);
  auto O = decode(n);
  posterior_kl<T>(as_const(head(n)), row_kl_.data());
  const T weight = T(1) / static_cast<T>(n);
  const ConstVectorView<T> counted(counted_.data(), features_);
  // An exponential and a logarithm take as long as some 100 multiply-adds of the products.
  const double cost = 100.0 * static_cast<double>(O.size());
  team_->share(n, cost, [&](Index first, Index last, int) {
    const Index offset = first * features_;
    likelihood_->backward(likelihood_parameters(),
                          {input_.data() + offset, last - first, features_},
                          {O.data() + offset, last - first, features_}, counted, weight,
                          row_reconstruction_.data() + first);
  });
  likelihood_->parameter_gradient(likelihood_parameters(), as_const(O), counted, weight,
                                  d_likelihood_.data());
  return {row_reconstruction_.head(n).sum(), row_kl_.head(n).sum()};
}

template <class T, class Products>
template <class Use>
void Vae<T, Products>::backward(std::vector<Layer>& layers, MatrixView<T> first, MatrixView<T> dY,
                                T* dFirst, const Use& use) {
  const Index n = first.rows();
  T* dOut = dY.data();
  for (std::size_t i = layers.size(); i-- > 0;) {
    auto& layer = layers[i];
    const T* X = i == 0 ? first.data() : layers[i - 1].output(n).data();
    T* dX = i == 0 ? dFirst : d_hidden_[i % 2].data();
    layer.backward(parameters_.data(), {X, n, layer.in()}, {dOut, n, layer.out()}, dX,
                   scratch_.data(), *team_, use);
    dOut = dX;
  }
}

template <class T, class Products>
template <class Use>
void Vae<T, Products>::backward(Index n, T beta, const Use& use) {
  backward(decoder_, latents(n), output(n), d_latents_.data(), use);
  const MatrixView<T> dHead(d_head_.data(), n, 2 * latent_dim_);
  posterior_backward<T>(as_const(head(n)), as_const(noise(n)), {d_latents_.data(), n, latent_dim_},
                        beta / static_cast<T>(n), dHead);
  backward(encoder_, input(n), dHead, nullptr, use);
}

template <class T, class Products>
typename Vae<T, Products>::Sums Vae<T, Products>::backward(Index n, T beta) {
  gradient_.setZero(layout_.stored());
  const Sums sums = losses(n);
  backward(n, beta, gradient_.data());
  gradient_.segment(likelihood_tensor_.offset, d_likelihood_.size()) = d_likelihood_;
  return sums;
}

template <class T, class Products>
typename Vae<T, Products>::Sums Vae<T, Products>::step(Index n, T beta, Adam<T>& optimiser,
                                                       double learning_rate) {
  const Sums sums = losses(n);
  if (!std::isfinite(sums.reconstruction + sums.kl)) return sums;
  const auto update = optimiser.next_step(parameters_.data(), learning_rate);
  backward(n, beta, update);
  update.apply(likelihood_tensor_.offset, {d_likelihood_.data(), d_likelihood_.size()});
  likelihood_->constrain(parameters_.data() + likelihood_tensor_.offset);
  return sums;
}

template class Vae<float>;
template class Vae<float, PlainProducts<float>>;
template class Vae<double>;

}  // namespace vae1
