// The sections of the model file for what was fitted to a trained model (docs/model-file.md, ANOM
// and MIXT). Reading returns nothing for invalid content, and allocates nothing for missing
// numbers.
#pragma once

#include <optional>

#include "../anomaly/threshold.hpp"
#include "../bytes/byte_reader.hpp"
#include "../bytes/byte_writer.hpp"
#include "../latent/gaussian_mixture.hpp"

namespace vae1 {

void write_threshold(ByteWriter& out, const Threshold& threshold);
std::optional<Threshold> read_threshold(ByteReader in);

void write_mixture(ByteWriter& out, const GaussianMixture& mixture);
std::optional<GaussianMixture> read_mixture(ByteReader in, Index latent_dim);

}  // namespace vae1
