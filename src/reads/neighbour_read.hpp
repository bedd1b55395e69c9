// The read of how far rows are from the model's reference rows, of which there must be some.
#pragma once

#include <memory>

#include "../inference/neighbour_scores.hpp"
#include "../model.hpp"
#include "read.hpp"

namespace vae1 {

class NeighbourRead final : public LongRead {
 public:
  explicit NeighbourRead(NeighbourScores of) : of_(std::move(of)) {}

  bool advance(std::uint64_t n) override { return of_.advance(n); }
  void finish(ReadResult& result) override {
    if (auto* out = result.values<double>(static_cast<double>(of_.size()))) of_.scores(out);
  }

 private:
  NeighbourScores of_;
};

inline std::unique_ptr<LongRead> neighbour_scores(ReadCall& call) {
  const auto rows = static_cast<double>(call.block.rows.count);
  const auto features = static_cast<double>(call.model.features());
  const auto references = call.model.reference_rows();
  const double latent_dim = call.model.config().latent_dim;
  const double codes = 4 * static_cast<double>(references.rows()) * (features + latent_dim);
  if (!call.result.room(codes + NeighbourScores::bytes(rows, features, latent_dim))) return nullptr;
  return std::make_unique<NeighbourRead>(NeighbourScores(call.model.inference(), call.block.rows,
                                                         references, call.model.reference_codes()));
}

}  // namespace vae1
