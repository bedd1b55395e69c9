#include "architecture.hpp"

#include <algorithm>

#include "../layers/dense.hpp"
#include "../products/panel_products.hpp"
#include "pass_buffers.hpp"

namespace vae1 {
namespace {

// Hidden layers with an activation, then one without; the decoder mirrors the encoder.
LayerLists layers_of(const Config& config, const Widths& widths) {
  LayerLists layers;
  auto& [encoder, decoder] = layers;
  for (const auto width : config.hidden_dims) encoder.push_back(dense(width, config.activation));
  decoder.assign(encoder.rbegin(), encoder.rend());
  encoder.push_back(dense(2 * std::int64_t{config.latent_dim}));
  decoder.push_back(dense(static_cast<std::int64_t>(widths.likelihood.outputs)));
  return layers;
}

// Upper bounds, before the data are known.
Widths widest(const Config& config, double features, std::vector<Column> columns) {
  for (auto& column : columns)
    if (column.coding == RealCoding::mixture && column.components.empty())
      column.components.resize(max_components);
  const bool gaps = columns.empty() && config.missing;
  Widths widths = {features, static_cast<double>(config.latent_dim), gaps || !columns.empty(),
                   coding_widths(features, columns),
                   widths_of(Likelihood::gaussian, features, columns)};
  if (gaps) {
    widths.coding.inputs *= 2;
    widths.likelihood.row_gradients = features;
  }
  return widths;
}

}  // namespace

Widths widths_of(const Architecture& architecture) {
  const auto& columns = architecture.columns;
  const auto features = static_cast<double>(architecture.features);
  return {features, static_cast<double>(architecture.latent_dim), !columns.empty(),
          coding_widths(features, columns), widths_of(architecture.likelihood, features, columns)};
}

Architecture architecture_of(const Config& config, Index features, Likelihood likelihood,
                             const std::vector<Column>& columns) {
  Architecture architecture = {features, config.latent_dim, likelihood, columns};
  if (columns.empty() && config.missing)
    architecture.columns = columns_with_gaps(features, likelihood == Likelihood::bernoulli);
  architecture.layers = layers_of(config, widths_of(architecture));
  return architecture;
}

std::string invalid(const Architecture& architecture) {
  const auto widths = widths_of(architecture);
  const auto [encoder, decoder] = Halves<float>::from<PanelProducts>(architecture.layers, widths);
  if (encoder.empty() || decoder.empty()) return "a layer that is not known";
  return encoder.out() == 2 * widths.latent_dim && decoder.out() == widths.likelihood.outputs
             ? ""
             : "a last layer of another width";
}

template <class T>
typename LayerStack<T>::ScratchSizes Halves<T>::scratch(double rows, double samples,
                                                        int threads) const {
  const auto of_encoder = encoder.scratch(rows, threads);
  const auto of_decoder = decoder.scratch(rows * samples, threads);
  return {std::max(of_encoder.gradients, of_decoder.gradients),
          std::max(of_encoder.working, of_decoder.working)};
}

template struct Halves<float>;
template struct Halves<double>;

NetworkSizes::NetworkSizes(const LayerLists& layers, const Widths& widths)
    : widths_(widths), halves_(Halves<float>::from<PanelProducts>(layers, widths)) {}

NetworkSizes::NetworkSizes(const Architecture& architecture)
    : NetworkSizes(architecture.layers, widths_of(architecture)) {}

NetworkSizes::NetworkSizes(const Config& config, double features,
                           const std::vector<Column>& columns)
    : NetworkSizes(layers_of(config, widest(config, features, columns)),
                   widest(config, features, columns)) {}

double NetworkSizes::workspace_bytes(double rows, double samples, int threads) const {
  double bytes = sizeof(float) * halves_.workspace(rows, samples);
  PassBuffers<float>().each(widths_, rows, samples, halves_.scratch(rows, samples, threads),
                            [&](const auto& buffer, double height, double width) {
                              bytes += sizeof(*buffer.data()) * height * width;
                            });
  return bytes;
}

}  // namespace vae1
