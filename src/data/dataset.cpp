#include "dataset.hpp"

#include <algorithm>

namespace vae1 {

Dataset::Dataset(std::uint64_t rows, Index features, RowKind source, Likelihood likelihood,
                 bool held_out)
    : rows_(rows),
      features_(features),
      bytes_(keeps_bytes(source, likelihood)),
      held_out_(held_out) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(features);
  // Leave it uninitialised: every row is written before it is read.
  if (bytes_)
    raw_.reset(new std::uint8_t[values]);
  else
    floats_.reset(new float[values]);
}

void Dataset::put(std::uint64_t first, const Rows& rows, const FeatureScaling& scaling) {
  const auto features = static_cast<std::size_t>(features_);
  const std::size_t offset = static_cast<std::size_t>(first) * features;
  if (held_out_ || scaling.rows_vary())
    for (Index row = 0; row < rows.count; ++row, ++written_)
      own_units_ += scaling.own_units(rows.slice(row, 1));
  if (!bytes_) return scaling.to_model(rows, floats_.get() + offset);
  std::uint8_t* out = raw_.get() + offset;
  std::copy_n(static_cast<const std::uint8_t*>(rows.data),
              static_cast<std::size_t>(rows.count) * features, out);
  for (Index row = 0; row < rows.count; ++row, out += features)
    for (const auto j : scaling.constants()) out[j] = 0;
}

void Dataset::gather(std::span<const std::uint32_t> indices, float* out) const {
  const auto features = static_cast<std::size_t>(features_);
  for (const auto index : indices) {
    const std::size_t offset = index * features;
    if (bytes_)
      std::transform(raw_.get() + offset, raw_.get() + offset + features, out,
                     [](std::uint8_t value) { return static_cast<float>(value) / 255; });
    else
      std::copy_n(floats_.get() + offset, features, out);
    out += features;
  }
}

}  // namespace vae1
