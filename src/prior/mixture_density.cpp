#include "mixture_density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "../math/double_lanes.hpp"

namespace vae1 {

LatentBlock::LatentBlock(Index latent_dim, Index most_rows)
    : latent_dim_(latent_dim),
      stride_((most_rows + RowGroup::rows - 1) / RowGroup::rows * RowGroup::rows),
      values_(static_cast<std::size_t>(latent_dim * stride_)) {}

void LatentBlock::take(ConstMatrixView<float> latents) {
  rows_ = latents.rows();
  for (Index j = 0; j < latent_dim_; ++j) {
    double* const out = values_.data() + j * stride_;
    for (Index b = 0; b < rows_; ++b) out[b] = static_cast<double>(latents(b, j));
    std::fill(out + rows_, out + stride_, 0.0);
  }
}

double log_peak(const GaussianMixture::Component& component) {
  const auto& [weight, mean, factor] = component;
  const double log_2pi = std::log(2 * std::numbers::pi);
  return std::log(weight) - factor.diagonal().array().log().sum() -
         0.5 * static_cast<double>(mean.size()) * log_2pi;
}

void squared_distances(const GaussianMixture::Component& component, const LatentBlock& block,
                       double* scratch, double* out) {
  const Index latent = component.mean.size();
  for (Index first = 0; first < block.rows(); first += RowGroup::rows) {
    RowGroup squares = {};
    const auto centred = [&](Index j) {
      auto y = RowGroup::load(block.data() + j * block.stride() + first);
      for (auto& lanes : y.lanes) lanes -= both(component.mean[j]);
      return y;
    };
    const auto solution = [&](Index j) { return scratch + j * RowGroup::rows; };
    const auto finish = [&](Index j, RowGroup& y) {
      const auto diagonal = both(component.factor(j, j));
      for (int i = 0; i < 4; ++i) {
        y.lanes[i] /= diagonal;
        squares.lanes[i] += y.lanes[i] * y.lanes[i];
      }
      y.store(solution(j));
    };
    // Two at a time, which halves the loads.
    Index j = 0;
    for (; j + 1 < latent; j += 2) {
      const double *const factor = component.factor.data() + j * latent, *const next =
                                                                             factor + latent;
      auto y = centred(j), z = centred(j + 1);
      for (Index i = 0; i < j; ++i) {
        const auto known = RowGroup::load(solution(i));
        y.subtract(factor[i], known);
        z.subtract(next[i], known);
      }
      finish(j, y);
      z.subtract(next[j], y);
      finish(j + 1, z);
    }
    if (j < latent) {
      auto y = centred(j);
      for (Index i = 0; i < j; ++i) y.subtract(component.factor(j, i), RowGroup::load(solution(i)));
      finish(j, y);
    }
    squares.store(out + first);
  }
}

double log_standard(std::span<const float> z) {
  double twice = static_cast<double>(z.size()) * std::log(2 * std::numbers::pi);
  for (const float value : z) twice += double{value} * double{value};
  return -0.5 * twice;
}

MixtureDensity::MixtureDensity(const GaussianMixture& mixture, Index latent_dim)
    : mixture_(&mixture),
      block_(latent_dim, block_rows),
      scratch_(static_cast<std::size_t>(RowGroup::rows * latent_dim)),
      log_densities_(mixture.components().size() * static_cast<std::size_t>(block_.stride())) {
  for (const auto& component : mixture.components()) log_peaks_.push_back(log_peak(component));
}

void MixtureDensity::log_densities(ConstMatrixView<float> latents, double* out) {
  for (Index first = 0; first < latents.rows(); first += block_rows) {
    const Index n = std::min(block_rows, latents.rows() - first);
    block_log_densities({latents.data() + first * latents.cols(), n, latents.cols()}, out + first);
  }
}

void MixtureDensity::block_log_densities(ConstMatrixView<float> latents, double* out) {
  block_.take(latents);
  const Index n = latents.rows(), stride = block_.stride();
  constexpr double least = -std::numeric_limits<double>::infinity();
  std::fill_n(out, n, least);
  for (std::size_t k = 0; k < log_peaks_.size(); ++k) {
    double* const of_component = log_densities_.data() + static_cast<Index>(k) * stride;
    squared_distances(mixture_->components()[k], block_, scratch_.data(), of_component);
    for (Index b = 0; b < n; ++b) {
      of_component[b] = log_peaks_[k] - 0.5 * of_component[b];
      out[b] = std::max(out[b], of_component[b]);
    }
  }
  for (Index b = 0; b < n; ++b) {
    const double largest = out[b];
    if (!(largest > least)) continue;  // so far out that no density is above 0
    double sum = 0;
    for (std::size_t k = 0; k < log_peaks_.size(); ++k)
      sum += std::exp(
          log_densities_[k * static_cast<std::size_t>(stride) + static_cast<std::size_t>(b)] -
          largest);
    out[b] = largest + std::log(sum);
  }
}

}  // namespace vae1
