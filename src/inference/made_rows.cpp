#include "made_rows.hpp"

namespace vae1 {

// Copies n rows of conditions to where the network's decode() expects them.
void MadeRows::take_conditions(const double* conditions, Index n) const {
  if (conditions == nullptr) return;
  auto& [network, scaling] = inference_;
  scaling.to_model({conditions, RowKind::float64, n, network.features()}, network.input(n).data());
}

// values: n x D, in the model's units.
void MadeRows::fill(const std::optional<Draws>& draws, Matrix<float>& values) {
  auto& network = inference_.network;
  const auto output = network.decode(values.rows());
  for (Index i = 0; draws && i < values.rows(); ++i)
    cells_.draw(network.likelihood(), network.likelihood_parameters(),
                {output.data() + i * output.cols(), 1, output.cols()}, draws->stream, 0,
                draws->first + static_cast<std::uint64_t>(i), &values(i, 0));
  if (draws) return;
  network.likelihood().mean(as_const(output), {values.data(), values.rows(), values.cols()});
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (columns_[j].kind == ColumnKind::binary) {
      auto column = values.col(static_cast<Index>(j));
      column = (column.array() >= 0.5F).cast<float>();
    }
}

}  // namespace vae1
