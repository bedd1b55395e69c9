#include "architecture.hpp"

#include <algorithm>
#include <limits>

namespace vae1 {
namespace {

constexpr auto dense = "dense";

// settings: its width, and its activation if it has one.
double width_of(const LayerSpec& layer) { return static_cast<double>(layer.settings[0]); }

LayerSpec hidden_layer(std::int64_t width, Activation activation) {
  return {dense, {width, static_cast<std::int64_t>(activation)}};
}
LayerSpec last_layer(double width) { return {dense, {static_cast<std::int64_t>(width)}}; }

LayerLists layers_of(const Config& config, const Widths& widths) {
  LayerLists layers;
  for (const auto width : config.hidden_dims)
    layers.encoder.push_back(hidden_layer(width, config.activation));
  layers.decoder.assign(layers.encoder.rbegin(), layers.encoder.rend());
  layers.encoder.push_back(last_layer(2.0 * config.latent_dim));
  layers.decoder.push_back(last_layer(widths.outputs));
  return layers;
}

Widths widths_of(const Architecture& architecture) {
  return widths_of(architecture.likelihood, static_cast<double>(architecture.features),
                   architecture.columns);
}

// Upper bounds.
Widths widest(const Config& config, double features, std::span<const Column> columns) {
  if (!columns.empty()) return widths_of(Likelihood::mixed, features, columns);
  auto widths = widths_of(Likelihood::gaussian, features, {});
  if (config.missing) widths.inputs *= 2;
  return widths;
}

bool valid(const LayerSpec& layer) {
  constexpr auto largest = std::numeric_limits<std::int32_t>::max();
  const auto& settings = layer.settings;
  return layer.kind == dense && (settings.size() == 1 || settings.size() == 2) &&
         settings[0] >= 1 && settings[0] <= largest &&
         (settings.size() == 1 ||
          (settings[1] >= 0 && settings[1] <= static_cast<std::int64_t>(Activation::gelu)));
}

// Calls use(in, out) for every layer.
template <class Use>
void for_each_layer(const std::vector<LayerSpec>& layers, double in, Use&& use) {
  for (const auto& layer : layers) {
    use(in, width_of(layer));
    in = width_of(layer);
  }
}

}  // namespace

Architecture architecture_of(const Config& config, Index features, Likelihood likelihood,
                             const std::vector<Column>& columns) {
  Architecture architecture = {features, config.latent_dim, likelihood, columns};
  if (columns.empty() && config.missing)
    architecture.columns = columns_with_gaps(features, likelihood == Likelihood::bernoulli);
  architecture.layers = layers_of(config, widths_of(architecture));
  return architecture;
}

std::string invalid(const Architecture& architecture) {
  const auto fault_in = [](const std::vector<LayerSpec>& layers, double out) -> std::string {
    if (layers.empty()) return "a half without layers";
    if (!std::all_of(layers.begin(), layers.end(), valid)) return "an unknown layer";
    return width_of(layers.back()) == out ? "" : "a last layer of another width";
  };
  const auto& [encoder, decoder] = architecture.layers;
  auto fault = fault_in(encoder, 2.0 * static_cast<double>(architecture.latent_dim));
  return fault.empty() ? fault_in(decoder, widths_of(architecture).outputs) : fault;
}

NetworkSizes::NetworkSizes(const Architecture& architecture)
    : NetworkSizes(architecture.layers, widths_of(architecture),
                   static_cast<double>(architecture.latent_dim)) {}

NetworkSizes::NetworkSizes(const Config& config, double features, std::span<const Column> columns)
    : NetworkSizes(layers_of(config, widest(config, features, columns)),
                   widest(config, features, columns), config.latent_dim) {}

NetworkSizes::NetworkSizes(const LayerLists& layers, const Widths& widths, double latent_dim)
    : layers_(layers),
      widths_(widths),
      latent_dim_(latent_dim),
      parameters_(widths.parameters),
      stored_(widths.parameters) {
  constexpr double input_padding = 3, output_padding = 7;
  const auto add = [&](double in, double out) {
    parameters_ += (in + 1) * out;
    stored_ += (in + input_padding + 1) * (out + output_padding);
  };
  for_each_layer(layers_.encoder, widths.inputs, add);
  for_each_layer(layers_.decoder, latent_dim + widths.conditions, add);
}

double NetworkSizes::workspace(double capacity, double samples, int threads) const {
  constexpr double panels = 16;  // most padding of a batch's packed forms
  double outputs = 0, packed = 0, per_thread = 0, widest = 0, rows = 1;
  const auto add = [&](double in, double out) {
    outputs += rows * out;
    packed = std::max(packed, rows * (in + out + panels + 8.0 * threads) + out / 8);
    per_thread = std::max(per_thread, 8.0 * std::max(in + 4, out + 7));
    widest = std::max(widest, out);
  };
  for_each_layer(layers_.encoder, widths_.inputs, add);
  rows = samples;
  for_each_layer(layers_.decoder, latent_dim_ + widths_.conditions, add);
  const double per_row =
      widths_.features + widths_.inputs + 2 * outputs + packed +
      samples * (2 * widest + 5 * latent_dim_ + 2 * (latent_dim_ + widths_.conditions) +
                 widths_.parameters + 7);
  return capacity * per_row + threads * per_thread;
}

}  // namespace vae1
