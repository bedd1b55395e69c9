// The layers of an autoregressive decoder, masked so that the outputs of a column depend on the
// latents, the conditions, the known cells, and the cells of earlier columns only: Germain, Gregor,
// Murray, Larochelle (2015), "MADE: Masked Autoencoder for Distribution Estimation",
// arXiv:1502.03509. A hidden unit of degree d sees the cells of the first d modelled columns, and
// the outputs of column d see the units up to degree d. Units are in the order of their degrees.
#pragma once

#include <span>
#include <vector>

#include "architecture.hpp"

namespace vae1 {

// Sets the decoder and its skip connection. The hidden units of the first degrees are few, and a
// cell can depend on all known cells: the connection shows each column all that it may see,
// linearly.
void add_autoregressive_layers(const Config& config, const Architecture& architecture,
                               LayerLists& layers);

// What each modelled column's outputs need besides what the columns before it need: of each layer
// of such a decoder, the units of the column's degree. By column; empty for one that is not
// modelled.
std::vector<std::vector<OutputRange>> ranges_by_column(const Architecture& architecture,
                                                       std::span<const double> widths);

}  // namespace vae1
