#include "autoregressive_layers.hpp"

#include <algorithm>

#include "../layers/dense.hpp"
#include "../likelihood/column_likelihood.hpp"
#include "row_coding.hpp"

namespace vae1 {

namespace {

// The end of the units of degree d. A quarter of a layer's units are of degree 0 beforehand, for
// what follows from the known cells: the outputs of all columns see them.
std::int64_t end_of_degree(std::int64_t width, std::int64_t d, std::int64_t degrees) {
  if (d < 0) return 0;
  const std::int64_t common = width / 4;
  return common + (width - common) * (d + 1) / degrees;
}

// A layer's outputs of each degree, which see as many of its inputs.
std::vector<MaskedGroup> groups_of(const std::vector<std::int64_t>& outputs,
                                   const std::vector<std::int64_t>& seen) {
  std::vector<MaskedGroup> groups;
  for (std::size_t d = 0; d < outputs.size(); ++d)
    if (outputs[d] > 0) groups.push_back({outputs[d], seen[d]});
  return groups;
}

}  // namespace

void add_autoregressive_layers(const Config& config, const Architecture& architecture,
                               LayerLists& layers) {
  const auto& columns = architecture.columns;
  const RowCoding<float> coding(columns, architecture.decoder);
  // seen[d]: how many outputs of the layer before a unit of degree d sees; first, of the decoder's
  // input.
  std::vector<std::int64_t> seen, outputs;
  std::int64_t before = architecture.latent_dim + coding.inputs();
  for (std::size_t j = 0; j < columns.size(); ++j) {
    if (outputs_of(columns[j]) == 0) continue;  // not modelled
    seen.push_back(before);
    outputs.push_back(outputs_of(columns[j]));
    before += coding.width(j);
  }
  const auto degrees = static_cast<std::int64_t>(seen.size());
  const auto direct = groups_of(outputs, seen);
  const auto add = [&](const std::vector<std::int64_t>& units,
                       std::optional<Activation> activation) {
    layers.decoder.push_back(masked(groups_of(units, seen), activation));
    std::int64_t count = 0;
    for (std::size_t d = 0; d < units.size(); ++d) seen[d] = count += units[d];
  };
  for (auto width = config.hidden_dims.rbegin(); width != config.hidden_dims.rend(); ++width) {
    std::vector<std::int64_t> units(seen.size());
    for (std::int64_t d = 0; d < degrees; ++d)
      units[static_cast<std::size_t>(d)] =
          end_of_degree(*width, d, degrees) - end_of_degree(*width, d - 1, degrees);
    add(units, config.activation);
  }
  add(outputs, std::nullopt);
  if (!config.hidden_dims.empty()) layers.skip = {masked(direct)};
}

std::vector<std::vector<OutputRange>> ranges_by_column(const Architecture& architecture,
                                                       std::span<const double> widths) {
  const auto& columns = architecture.columns;
  const auto degrees = std::count_if(columns.begin(), columns.end(),
                                     [](const Column& column) { return outputs_of(column) > 0; });
  std::vector<std::vector<OutputRange>> ranges(columns.size());
  Index d = 0, end = 0;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const Index outputs = outputs_of(columns[j]);
    if (outputs == 0) continue;
    for (const double width : widths.first(widths.size() - 1)) {
      const auto units = static_cast<std::int64_t>(width);
      ranges[j].push_back({static_cast<Index>(end_of_degree(units, d - 1, degrees)),
                           static_cast<Index>(end_of_degree(units, d, degrees))});
    }
    ranges[j].push_back({end, end + outputs});
    end += outputs;
    ++d;
  }
  return ranges;
}

}  // namespace vae1
