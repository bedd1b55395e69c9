#include "architecture.hpp"

#include "../layers/dense.hpp"
#include "../likelihood/likelihood.hpp"
#include "../products/panel_products.hpp"
#include "autoregressive_layers.hpp"
#include "image_layers.hpp"
#include "pass_buffers.hpp"
#include "row_coding.hpp"

namespace vae1 {
namespace {

LayerLists layers_of(const Config& config, const Architecture& architecture, const Widths& widths) {
  if (config.image) return image_layers(config, static_cast<Index>(widths.outputs));
  // Hidden layers with an activation, then one without; the decoder mirrors the encoder.
  LayerLists layers;
  auto& [encoder, decoder, skip] = layers;
  for (const auto width : config.hidden_dims) encoder.push_back(dense(width, config.activation));
  encoder.push_back(dense(2 * std::int64_t{config.latent_dim}));
  if (architecture.decoder == Decoder::autoregressive) {
    add_autoregressive_layers(config, architecture, layers);
    return layers;
  }
  decoder.assign(encoder.rbegin() + 1, encoder.rend());
  decoder.push_back(dense(static_cast<std::int64_t>(widths.outputs)));
  return layers;
}

// The columns of a matrix of numbers with possible gaps.
std::vector<Column> columns_with_gaps(Index features, bool bernoulli) {
  Column column;
  column.kind = bernoulli ? ColumnKind::binary : ColumnKind::real;
  column.optional = true;
  column.smallest_variance = VarianceBounds::smallest;
  return std::vector<Column>(static_cast<std::size_t>(features), column);
}

Architecture of(const Config& config, Index features, Likelihood likelihood,
                const std::vector<Column>& columns) {
  return {features, config.latent_dim, likelihood,
          columns.empty() ? Decoder::independent : config.decoder, columns};
}

}  // namespace

Widths widths_of(const Architecture& architecture) {
  const auto number = [](Index width) { return static_cast<double>(width); };
  const auto& [features, latent_dim, likelihood, decoder, columns, layers, copula] = architecture;
  const auto model = make_likelihood<float>(likelihood, features, columns);
  const RowCoding<float> coding(columns, decoder);
  const bool coded = !columns.empty();
  return {
      number(features),
      number(latent_dim),
      coded,
      number(coded ? coding.inputs() : features),
      number(coding.context()),
      decoder == Decoder::autoregressive,
      number(model->outputs()),
      number(model->parameters()),
      number(model->row_gradients()),
      decoder == Decoder::autoregressive ? static_cast<double>(placed_columns(columns).size()) : 0};
}

Architecture architecture_of(const Config& config, Index features, Likelihood likelihood,
                             const std::vector<Column>& columns) {
  auto architecture = of(config, features, likelihood, columns);
  if (columns.empty() && config.missing)
    architecture.columns = columns_with_gaps(features, likelihood == Likelihood::bernoulli);
  architecture.layers = layers_of(config, architecture, widths_of(architecture));
  return architecture;
}

std::string invalid(const Architecture& architecture) {
  const auto [widths, encoder, decoder] =
      Halves<float>::from<PanelProducts>(architecture.layers, widths_of(architecture));
  if (encoder.empty() || decoder.empty()) return "a layer that is not known";
  const bool fits = encoder.out() == 2 * widths.latent_dim && decoder.out() == widths.outputs;
  if (!fits) return "a last layer of another width";
  if (encoder.reads_output() || decoder.reads_output()) return "a last layer with an activation";
  if (widths.context > 0 && !decoder.leads()) return "a first layer that cannot have conditions";
  return {};
}

NetworkSizes::NetworkSizes(const Architecture& architecture)
    : halves_(Halves<float>::from<PanelProducts>(architecture.layers, widths_of(architecture))) {}

// Upper bounds, before the data are known.
NetworkSizes::NetworkSizes(const Config& config, double features,
                           const std::vector<Column>& columns) {
  auto architecture = of(config, static_cast<Index>(columns.size()), Likelihood::mixed, columns);
  for (auto& column : architecture.columns)
    if (column.coding == RealCoding::mixture && column.components.empty())
      column.components.resize(max_components);
  Widths widths;
  if (columns.empty()) {
    const double latent_dim = config.latent_dim, gaps = config.missing ? features : 0;
    // A discretized logistic has the most.
    const double outputs = config.image ? 2 * features : features;
    widths = {features, latent_dim, config.missing, features + gaps, 0, false, outputs,
              features, gaps};
  } else {
    widths = widths_of(architecture);
  }
  halves_ = Halves<float>::from<PanelProducts>(layers_of(config, architecture, widths), widths);
}

double NetworkSizes::parameters() const {
  return halves_.encoder.parameters() + halves_.decoder.parameters() + halves_.widths.parameters;
}

double NetworkSizes::stored() const {
  return halves_.encoder.stored() + halves_.decoder.stored() + halves_.widths.parameters;
}

double NetworkSizes::workspace_bytes(double rows, double samples, int threads) const {
  double bytes =
      sizeof(float) * (halves_.encoder.workspace(rows) + halves_.decoder.workspace(rows * samples));
  PassBuffers<float>().each(halves_, rows, samples, threads,
                            [&](const auto& buffer, double height, double width) {
                              bytes += sizeof(*buffer.data()) * height * width;
                            });
  return bytes;
}

}  // namespace vae1
