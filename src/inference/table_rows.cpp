#include "table_rows.hpp"

#include <vector>

namespace vae1 {

// Copies n rows of conditions to where the network's decode() expects them.
void TableRows::take_conditions(const double* conditions, Index n) const {
  if (conditions == nullptr) return;
  auto& [network, scaling] = inference_;
  scaling.to_model({conditions, RowKind::float64, n, network.features()}, network.input(n).data());
}

// Copies them unchanged, since single precision would change them.
void TableRows::copy_conditions(const double* conditions, Index n, double* out) const {
  if (conditions == nullptr) return;
  const auto features = columns_.size();
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i)
    for (std::size_t j = 0; j < features; ++j)
      if (columns_[j].condition) out[i * features + j] = conditions[i * features + j];
}

// Decodes the network's latents.
void TableRows::centre(Index n, const double* conditions, double* out) const {
  auto& [network, scaling] = inference_;
  const Index features = network.features();
  const auto output = network.decode(n);
  Matrix<float> centre(n, features);
  network.likelihood().mean(as_const(output), {centre.data(), n, features});
  for (Index j = 0; j < features; ++j)
    if (columns_[static_cast<std::size_t>(j)].kind == ColumnKind::binary)
      centre.col(j) = (centre.col(j).array() >= 0.5F).cast<float>();
  scaling.to_user(centre.data(), n, out);
  copy_conditions(conditions, n, out);
}

void TableRows::decode(const float* latents, const double* conditions, Index count,
                       double* out) const {
  auto& network = inference_.network;
  const Index latent = network.latent_dim();
  inference_.in_pieces(count, [&](Index first, Index n) {
    network.latents(n) = ConstMatrixView<float>(latents + first * latent, n, latent);
    const double* given = part(conditions, first);
    take_conditions(given, n);
    centre(n, given, out + first * network.features());
  });
}

void TableRows::reconstruct(const Rows& rows, double* out) const {
  auto& network = inference_.network;
  inference_.in_pieces(rows.count, [&](Index first, Index n) {
    const auto piece = rows.slice(first, n);
    inference_.scaling.to_model(piece, network.input(n).data());
    network.posterior_mean(n);
    centre(n, static_cast<const double*>(piece.data), out + first * network.features());
  });
}

void TableRows::draw(std::uint64_t seed, std::uint64_t row, Index n, const double* conditions,
                     double* out) {
  auto& [network, scaling] = inference_;
  const Stream stream(seed, Purpose::generation_output);
  const Index features = network.features();
  std::vector<float> cells(static_cast<std::size_t>(features));
  take_conditions(conditions, n);
  const auto output = network.decode(n);
  for (Index i = 0; i < n; ++i) {
    cells_.draw(network.likelihood(), network.likelihood_parameters(),
                {output.data() + i * output.cols(), 1, output.cols()}, stream, 0,
                row + static_cast<std::uint64_t>(i), cells.data());
    scaling.to_user(cells.data(), 1, out + i * features);
  }
  copy_conditions(conditions, n, out);
}

}  // namespace vae1
