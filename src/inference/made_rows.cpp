#include "made_rows.hpp"

namespace vae1 {

void MadeRows::take(const double* fixed, Index n) const {
  auto& network = inference_.network;
  if (fixed != nullptr)
    inference_.scaling.to_model({fixed, RowKind::float64, n, network.features()},
                                network.input(n).data());
  if (keeps_ == Keeps::cells) network.know_input(n);
}

void MadeRows::fill(const std::optional<Draws>& draws, Matrix<float>& values) {
  auto& network = inference_.network;
  const Index n = values.rows();
  const auto number = [&](Index i) { return draws->first + static_cast<std::uint64_t>(i); };
  if (chain_) {
    if (draws) {
      for (Index i = 0; i < n; ++i) chain_->number(i, draws->stream, 0, number(i));
      chain_->draw(n, keeps_ == Keeps::cells ? Known::cells : Known::nothing);
    } else {
      chain_->centre(n);
    }
    values = network.input(n);
    return;
  }
  const auto output = network.decode(n);
  for (Index i = 0; draws && i < n; ++i)
    cells_.draw(network.likelihood(), network.likelihood_parameters(),
                {output.data() + i * output.cols(), 1, output.cols()}, draws->stream, 0, number(i),
                &values(i, 0));
  if (draws) return;
  network.likelihood().mean(as_const(output), {values.data(), n, values.cols()});
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (columns_[j].kind == ColumnKind::binary) {
      auto column = values.col(static_cast<Index>(j));
      column = (column.array() >= 0.5F).cast<float>();
    }
}

}  // namespace vae1
