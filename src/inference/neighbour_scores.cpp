#include "neighbour_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vae1 {
namespace {

// The unscaled codes [m | x - o(m)] of the network's n input rows. If `variances` is not null, adds
// each latent's posterior variances to it.
void code_inputs(Vae<float>& network, Index n, Matrix<float>& codes, Index first,
                 Vector<float>* variances) {
  const Index latent = network.latent_dim();
  const auto head = network.encode(n);
  network.latents(n) = head.leftCols(latent);
  if (variances)
    variances->head(latent) +=
        head.rightCols(latent).array().exp().colwise().sum().matrix().transpose();
  network.decode(n);
  codes.block(first, 0, n, latent) = network.latents(n);
  codes.block(first, latent, n, network.features()) = network.input(n) - network.output(n);
}

}  // namespace

NeighbourScores::NeighbourScores(const Inference& inference, const Rows& rows,
                                 ConstMatrixView<float> references, ReferenceCodes& known)
    : inference_(inference),
      references_(references),
      known_(&known),
      codes_(rows.count, inference.network.latent_dim() + rows.features),
      surprises_(static_cast<std::size_t>(rows.count)) {
  Nearest none;
  none.fill(std::numeric_limits<float>::infinity());
  nearest_.assign(static_cast<std::size_t>(rows.count), none);
  inference_.in_pieces(rows, [&](Index first, Index n) {
    code_inputs(inference_.network, n, codes_, first, nullptr);
  });
  for (Index i = 0; i < rows.count; ++i)
    surprises_[static_cast<std::size_t>(i)] = inference_.scaling.own_units(rows.slice(i, 1));
  if (known.codes.rows() != references.rows()) {
    known.codes.resize(references.rows(), codes_.cols());
    known.scale.setZero(codes_.cols());
    known.encoded = 0;
  }
}

bool NeighbourScores::advance(std::uint64_t units) {
  const auto rows = static_cast<std::uint64_t>(std::max<Index>(size(), 1));
  const auto left = [&](Index done) {
    return static_cast<std::uint64_t>(references_.rows() - done);
  };
  if (!known_->complete()) {
    // A unit is as many references as rows.
    encode_references(static_cast<Index>(std::min(units, left(known_->encoded) / rows + 1) * rows));
    return false;
  }
  if (!scaled_) {
    codes_.array().rowwise() *= known_->scale.transpose().array();
    scaled_ = true;
  }
  constexpr std::uint64_t references_per_unit = 128;
  compare(static_cast<Index>(std::min(units, left(compared_) / references_per_unit + 1) *
                             references_per_unit));
  return compared_ == references_.rows();
}

void NeighbourScores::encode_references(Index n) {
  auto& network = inference_.network;
  const Index first = known_->encoded, last = std::min(first + n, references_.rows());
  inference_.in_pieces(last - first, [&](Index begin, Index count) {
    network.input(count) = references_.middleRows(first + begin, count);
    code_inputs(network, count, known_->codes, first + begin, &known_->scale);
  });
  known_->encoded = last;
  if (known_->complete()) scale_references();
}

void NeighbourScores::scale_references() {
  auto& [codes, scale, encoded] = *known_;
  const Index latent = inference_.network.latent_dim();
  for (Index j = 0; j < latent; ++j) scale[j] = std::sqrt(static_cast<float>(encoded) / scale[j]);
  const float* const log_variance = inference_.network.likelihood_parameters();
  const auto columns = inference_.scaling.columns();
  for (Index j = 0; j < inference_.network.features(); ++j)
    scale[latent + j] =
        columns[static_cast<std::size_t>(j)].constant ? 0.0F : std::exp(-0.5F * log_variance[j]);
  codes.array().rowwise() *= scale.transpose().array();
}

void NeighbourScores::compare(Index n) {
  const Index last = std::min(compared_ + n, references_.rows());
  const Index width = codes_.cols();
  for (Index i = 0; i < size(); ++i) {
    const ConstVectorView<float> code(&codes_(i, 0), width);
    auto& nearest = nearest_[static_cast<std::size_t>(i)];
    for (Index r = compared_; r < last; ++r) {
      const ConstVectorView<float> reference(&known_->codes(r, 0), width);
      const float distance = (code - reference).squaredNorm();
      if (!(distance < nearest.back())) continue;
      auto at = nearest.end() - 1;
      for (; at != nearest.begin() && distance < at[-1]; --at) *at = at[-1];
      *at = distance;
    }
  }
  compared_ = last;
}

void NeighbourScores::scores(double* out) const {
  // With fewer than k references, the furthest of them. A row so far out that single precision
  // overflows gets the highest score.
  const auto k = static_cast<std::size_t>(std::min(neighbours, references_.rows()));
  constexpr double highest = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < nearest_.size(); ++i) {
    const double score = 0.5 * static_cast<double>(nearest_[i][k - 1]) + surprises_[i];
    out[i] = score < highest ? score : highest;
  }
}

}  // namespace vae1
