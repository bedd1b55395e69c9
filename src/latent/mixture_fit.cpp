#include "mixture_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "../random/stream.hpp"

namespace vae1 {
namespace {

// A component responsible for fewer rows than this stays unchanged: its sums are only rounding.
constexpr double fewest_rows = 1e-6;

// EM's gain shrinks from round to round; below this, in nats per row, it is negligible.
constexpr double smallest_gain = 1e-5;
constexpr std::uint64_t most_iterations = 500;

}  // namespace

MixtureFit::MixtureFit(std::uint64_t rows, Index latent_dim, Index components, std::uint64_t seed)
    : seed_(seed),
      expected_(components),
      latents_(static_cast<Index>(rows), latent_dim),
      nearest_(static_cast<Index>(rows)),
      log_peaks_(static_cast<std::size_t>(components)),
      log_densities_(log_peaks_.size()),
      covariance_(latent_dim, latent_dim),
      difference_(latent_dim),
      whitened_(latent_dim) {
  nearest_.setConstant(std::numeric_limits<double>::infinity());
}

double MixtureFit::bytes(double rows, double latent_dim, double components) {
  const double matrix = 8 * latent_dim * latent_dim;
  return rows * (4 * latent_dim + 8) + (2 * components + 8) * (matrix + 8 * latent_dim + 64);
}

void MixtureFit::add(const Inference& inference, const Rows& rows) {
  const Stream stream(seed_, Purpose::mixture_latent);
  auto& network = inference.network;
  inference.in_pieces(rows, [&](Index, Index n) {
    inference.fill_noise(n, stream, static_cast<std::uint64_t>(filled_));
    network.posterior_sample(n);
    latents_.middleRows(filled_, n) = network.latents(n);
    filled_ += n;
  });
}

bool MixtureFit::advance(Index n) {
  if (static_cast<Index>(components_.size()) < expected_) {
    add_centre();
    return false;
  }
  if (accumulated_ < rows()) {
    const Index piece = std::min(n, rows() - accumulated_);
    accumulate(accumulated_, piece);
    accumulated_ += piece;
    return false;
  }
  const double before = mean_log_likelihood_;
  if (!update()) return false;
  accumulated_ = 0;
  ++iterations_;
  return !(mean_log_likelihood_ - before > smallest_gain) || iterations_ == most_iterations;
}

void MixtureFit::add_centre() {
  const double u = Stream(seed_, Purpose::mixture_start)
                       .uniform_double(0, static_cast<std::uint64_t>(components_.size()));
  // Draw the first centre uniformly, and later ones too if all rows are equal.
  const bool anywhere = components_.empty() || nearest_.maxCoeff() == 0;
  Index chosen = static_cast<Index>(u * static_cast<double>(rows()));
  if (!anywhere) {
    double total = 0;
    for (Index i = 0; i < rows(); ++i) total += nearest_[i];
    double left = u * total;
    for (chosen = 0; chosen + 1 < rows() && left >= nearest_[chosen]; ++chosen)
      left -= nearest_[chosen];
  }
  const Vector<double> centre = latents_.row(chosen).cast<double>();
  components_.push_back({0, centre, {}});
  for (Index i = 0; i < rows(); ++i) {
    double distance = 0;
    for (Index j = 0; j < centre.size(); ++j) {
      const double difference = static_cast<double>(latents_(i, j)) - centre[j];
      distance += difference * difference;
    }
    nearest_[i] = std::min(nearest_[i], distance);
  }
  if (static_cast<Index>(components_.size()) == expected_) begin_components();
}

// Starts with equal weights, and in every direction the spread of the rows about their nearest
// centres.
void MixtureFit::begin_components() {
  const Index latent = latents_.cols();
  double sum = 0;
  for (Index i = 0; i < rows(); ++i) sum += nearest_[i];
  const double variance = sum / static_cast<double>(rows() * latent);
  const double deviation = std::sqrt(std::max(variance, smallest_variance));
  for (auto& component : components_) {
    component.weight = 1 / static_cast<double>(expected_);
    component.factor = deviation * Matrix<double>::Identity(latent, latent);
  }
  begin_pass();
}

// -1/2 (z - m)^T C^-1 (z - m).
double MixtureFit::exponent(const Component& component, ConstVectorView<float> z) {
  double squares = 0;
  for (Index j = 0; j < z.size(); ++j) {
    difference_[j] = static_cast<double>(z[j]) - component.mean[j];
    double y = difference_[j];  // solve F y = z - m, row by row
    for (Index i = 0; i < j; ++i) y -= component.factor(j, i) * whitened_[i];
    whitened_[j] = y /= component.factor(j, j);
    squares += y * y;
  }
  return -0.5 * squares;
}

void MixtureFit::begin_pass() {
  const double log_2pi = std::log(2 * std::numbers::pi);
  for (std::size_t k = 0; k < components_.size(); ++k) {
    const auto& [weight, mean, factor] = components_[k];
    log_peaks_[k] = std::log(weight) - factor.diagonal().array().log().sum() -
                    0.5 * static_cast<double>(mean.size()) * log_2pi;
  }
  const Index latent = latents_.cols();
  const Sums nothing = {0, Vector<double>::Zero(latent), Matrix<double>::Zero(latent, latent)};
  sums_.assign(components_.size(), nothing);
  log_likelihood_ = 0;
  updated_ = 0;
}

void MixtureFit::accumulate(Index first, Index n) {
  const Index latent = latents_.cols();
  for (Index row = first; row < first + n; ++row) {
    const ConstVectorView<float> z(latents_.data() + row * latent, latent);
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < components_.size(); ++k) {
      log_densities_[k] = log_peaks_[k] + exponent(components_[k], z);
      largest = std::max(largest, log_densities_[k]);
    }
    double sum = 0;
    for (const double log_density : log_densities_) sum += std::exp(log_density - largest);
    log_likelihood_ += largest + std::log(sum);
    for (std::size_t k = 0; k < components_.size(); ++k) {
      const double r = std::exp(log_densities_[k] - largest) / sum;
      if (r == 0) continue;
      auto& sums = sums_[k];
      sums.r += r;
      for (Index j = 0; j < latent; ++j)
        difference_[j] = static_cast<double>(z[j]) - components_[k].mean[j];
      for (Index j = 0; j < latent; ++j) {
        const double weighted = r * difference_[j];
        sums.first[j] += weighted;
        for (Index i = 0; i <= j; ++i) sums.second(j, i) += weighted * difference_[i];
      }
    }
  }
}

bool MixtureFit::update() {
  if (!decomposing_) {
    begin_update(components_[updated_], sums_[updated_]);
    if (decomposing_) return false;
  } else if (eigen_.advance()) {
    return false;
  } else {
    end_update(components_[updated_]);
  }
  if (++updated_ < components_.size()) return false;
  mean_log_likelihood_ = log_likelihood_ / static_cast<double>(rows());
  begin_pass();
  return true;
}

void MixtureFit::begin_update(Component& component, const Sums& sums) {
  component.weight = sums.r / static_cast<double>(rows());
  if (!(sums.r > fewest_rows)) return;
  const Vector<double> shift = sums.first / sums.r;
  component.mean += shift;
  for (Index j = 0; j < shift.size(); ++j)
    for (Index i = 0; i <= j; ++i)
      covariance_(j, i) = covariance_(i, j) = sums.second(j, i) / sums.r - shift[j] * shift[i];
  // The usual case: all eigenvalues are above the bound already.
  component.factor = covariance_;
  for (Index j = 0; j < shift.size(); ++j) component.factor(j, j) -= smallest_variance;
  if (cholesky(component.factor)) {
    component.factor = covariance_;
    cholesky(component.factor);
  } else {
    eigen_.begin(covariance_);
    decomposing_ = true;
  }
}

void MixtureFit::end_update(Component& component) {
  const auto& vectors = eigen_.vectors();
  const Index latent = vectors.rows();
  for (Index j = 0; j < latent; ++j)
    for (Index i = 0; i <= j; ++i) {
      double sum = 0;
      for (Index k = 0; k < latent; ++k)
        sum += vectors(j, k) * std::max(eigen_.value(k), smallest_variance) * vectors(i, k);
      component.factor(j, i) = sum;
    }
  cholesky(component.factor);
  decomposing_ = false;
}

}  // namespace vae1
