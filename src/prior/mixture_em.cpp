#include "mixture_em.hpp"

#include <algorithm>
#include <cmath>

#include "../math/double_lanes.hpp"
#include "../random/stream.hpp"

namespace vae1 {
namespace {

// A component responsible for fewer rows than this stays unchanged: its sums are only rounding.
constexpr double fewest_rows = 1e-6;

constexpr Index block_rows = 256;
constexpr Index tile_width = 4;

// second += weighted^T differences over n rows, of which each has `padded` numbers: its lower
// triangle, in tiles of four by four. A number's sum runs over the rows in order.
void add_products(const double* weighted, const double* differences, Index n, Index padded,
                  double* second) {
  for (Index j = 0; j < padded; j += tile_width)
    for (Index i = 0; i <= j; i += tile_width) {
      DoubleLanes sums[tile_width][2];
      for (Index q = 0; q < tile_width; ++q) {
        sums[q][0] = load_two(second + (j + q) * padded + i);
        sums[q][1] = load_two(second + (j + q) * padded + i + 2);
      }
      for (Index b = 0; b < n; ++b) {
        const double* const w = weighted + b * padded + j;
        const double* const d = differences + b * padded + i;
        const auto left = load_two(d), right = load_two(d + 2);
        for (Index q = 0; q < tile_width; ++q) {
          const auto factor = both(w[q]);
          sums[q][0] += factor * left;
          sums[q][1] += factor * right;
        }
      }
      for (Index q = 0; q < tile_width; ++q) {
        store_two(second + (j + q) * padded + i, sums[q][0]);
        store_two(second + (j + q) * padded + i + 2, sums[q][1]);
      }
    }
}

Index padded(Index latent_dim) { return (latent_dim + tile_width - 1) / tile_width * tile_width; }

}  // namespace

MixtureEm::Stop MixtureEm::Stop::within(double multiply_adds, double rows, Index latent_dim,
                                        Index components) {
  Stop stop;
  const double each = cost(rows, static_cast<double>(latent_dim), static_cast<double>(components));
  stop.rounds = static_cast<std::uint64_t>(
      std::clamp(multiply_adds / each, fewest_rounds, static_cast<double>(stop.rounds)));
  return stop;
}

MixtureEm::MixtureEm(Index rows, Index latent_dim, Index components, std::uint64_t seed,
                     const Stop& stop)
    : seed_(seed),
      stop_(stop),
      latent_dim_(latent_dim),
      padded_(padded(latent_dim)),
      expected_(static_cast<std::size_t>(components)),
      nearest_(rows),
      log_peaks_(expected_),
      block_(latent_dim, block_rows),
      responsibilities_(components, block_.stride()),
      largest_(static_cast<std::size_t>(block_rows)),
      total_(largest_.size()),
      covariance_(latent_dim, latent_dim),
      shift_(latent_dim) {
  nearest_.setConstant(std::numeric_limits<double>::infinity());
}

double MixtureEm::bytes(double rows, double latent_dim, double components, int threads) {
  const double width = latent_dim + tile_width, matrix = 8 * width * width;
  return 8 * rows + (2 * components + 8) * (matrix + 8 * width + 64) +
         8 * static_cast<double>(block_rows) * (width * (1 + 2 * threads) + components + 2) +
         64 * latent_dim * threads;
}

bool MixtureEm::advance(ConstMatrixView<float> latents, Index n, Team& team) {
  if (components_.size() < expected_) {
    add_centre(latents);
    return false;
  }
  if (accumulated_ < rows()) {
    for (Index left = std::min(n, rows() - accumulated_); left > 0;) {
      const Index piece = std::min(left, block_rows);
      accumulate({latents.data() + accumulated_ * latent_dim_, piece, latent_dim_}, team);
      accumulated_ += piece;
      left -= piece;
    }
    return false;
  }
  const double before = mean_log_likelihood_;
  if (!update()) return false;
  accumulated_ = 0;
  ++rounds_;
  return !(mean_log_likelihood_ - before > stop_.gain) || rounds_ == stop_.rounds;
}

void MixtureEm::add_centre(ConstMatrixView<float> latents) {
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
  const Vector<double> centre = latents.row(chosen).cast<double>();
  components_.push_back({0, centre, {}});
  for (Index i = 0; i < rows(); ++i) {
    double distance = 0;
    for (Index j = 0; j < centre.size(); ++j) {
      const double difference = static_cast<double>(latents(i, j)) - centre[j];
      distance += difference * difference;
    }
    nearest_[i] = std::min(nearest_[i], distance);
  }
  if (components_.size() == expected_) begin_components();
}

// Starts with equal weights, and in every direction the spread of the rows about their nearest
// centres.
void MixtureEm::begin_components() {
  double sum = 0;
  for (Index i = 0; i < rows(); ++i) sum += nearest_[i];
  const double variance = sum / static_cast<double>(rows() * latent_dim_);
  const double deviation = std::sqrt(std::max(variance, smallest_variance));
  for (auto& component : components_) {
    component.weight = 1 / static_cast<double>(expected_);
    component.factor = deviation * Matrix<double>::Identity(latent_dim_, latent_dim_);
  }
  sums_.assign(expected_,
               {0, Vector<double>::Zero(padded_), Matrix<double>::Zero(padded_, padded_)});
  begin_pass();
}

void MixtureEm::begin_pass() {
  for (std::size_t k = 0; k < expected_; ++k) {
    log_peaks_[k] = log_peak(components_[k]);
    sums_[k].r = 0;
    sums_[k].first.setZero();
    sums_[k].second.setZero();
  }
  log_likelihood_ = 0;
  updated_ = 0;
}

void MixtureEm::accumulate(ConstMatrixView<float> rows, Team& team) {
  const auto threads = static_cast<std::size_t>(team.size());
  while (scratch_.size() < threads)
    scratch_.push_back({std::vector<double>(static_cast<std::size_t>(RowGroup::rows * latent_dim_)),
                        Matrix<double>::Zero(block_rows, padded_),
                        Matrix<double>::Zero(block_rows, padded_)});
  block_.take(rows);
  const auto components = static_cast<Index>(expected_);
  const double half = cost(static_cast<double>(rows.rows()), static_cast<double>(latent_dim_),
                           static_cast<double>(components)) /
                      2;
  team.share(components, half, [&](Index first, Index last, int member) {
    for (Index k = first; k < last; ++k)
      squared_distances(components_[static_cast<std::size_t>(k)], block_,
                        scratch_[static_cast<std::size_t>(member)].solution.data(),
                        &responsibilities_(k, 0));
  });
  constexpr double exponential = 50;
  const Index groups = (rows.rows() + RowGroup::rows - 1) / RowGroup::rows;
  team.share(groups, exponential * static_cast<double>(rows.rows() * components),
             [&](Index first, Index last, int) {
               share_responsibilities(first * RowGroup::rows,
                                      std::min(last * RowGroup::rows, block_.rows()));
             });
  for (std::size_t b = 0; b < static_cast<std::size_t>(rows.rows()); ++b)
    log_likelihood_ += largest_[b] + std::log(total_[b]);
  team.share(components, half, [&](Index first, Index last, int member) {
    for (Index k = first; k < last; ++k)
      add_to_sums(static_cast<std::size_t>(k), scratch_[static_cast<std::size_t>(member)]);
  });
}

// Of rows first ... last - 1 of the block, from their squared distances.
void MixtureEm::share_responsibilities(Index first, Index last) {
  const auto each = [&](const auto& use) {
    for (std::size_t k = 0; k < expected_; ++k)
      for (Index b = first; b < last; ++b)
        use(k, static_cast<std::size_t>(b), responsibilities_(static_cast<Index>(k), b));
  };
  for (auto b = static_cast<std::size_t>(first); b < static_cast<std::size_t>(last); ++b) {
    largest_[b] = -std::numeric_limits<double>::infinity();
    total_[b] = 0;
  }
  each([&](std::size_t k, std::size_t b, double& r) {
    r = log_peaks_[k] - 0.5 * r;
    largest_[b] = std::max(largest_[b], r);
  });
  each([&](std::size_t, std::size_t b, double& r) { total_[b] += r = std::exp(r - largest_[b]); });
  each([&](std::size_t, std::size_t b, double& r) { r /= total_[b]; });
}

void MixtureEm::add_to_sums(std::size_t k, Scratch& scratch) {
  auto& sums = sums_[k];
  const auto& mean = components_[k].mean;
  Index taken = 0;
  for (Index b = 0; b < block_.rows(); ++b) {
    const double r = responsibilities_(static_cast<Index>(k), b);
    if (r == 0) continue;
    sums.r += r;
    double* const differences = &scratch.differences(taken, 0);
    double* const weighted = &scratch.weighted(taken, 0);
    for (Index j = 0; j < latent_dim_; ++j) {
      differences[j] = block_.data()[j * block_.stride() + b] - mean[j];
      weighted[j] = r * differences[j];
      sums.first[j] += weighted[j];
    }
    ++taken;
  }
  add_products(scratch.weighted.data(), scratch.differences.data(), taken, padded_,
               sums.second.data());
}

bool MixtureEm::update() {
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

void MixtureEm::begin_update(Component& component, const Sums& sums) {
  component.weight = sums.r / static_cast<double>(rows());
  if (!(sums.r > fewest_rows)) return;
  shift_ = sums.first.head(latent_dim_) / sums.r;
  component.mean += shift_;
  for (Index j = 0; j < latent_dim_; ++j)
    for (Index i = 0; i <= j; ++i)
      covariance_(j, i) = covariance_(i, j) = sums.second(j, i) / sums.r - shift_[j] * shift_[i];
  // The usual case: all eigenvalues are above the bound already.
  component.factor = covariance_;
  for (Index j = 0; j < latent_dim_; ++j) component.factor(j, j) -= smallest_variance;
  if (cholesky(component.factor)) {
    component.factor = covariance_;
    cholesky(component.factor);
  } else {
    eigen_.begin(covariance_);
    decomposing_ = true;
  }
}

void MixtureEm::end_update(Component& component) {
  const auto& vectors = eigen_.vectors();
  for (Index j = 0; j < latent_dim_; ++j)
    for (Index i = 0; i <= j; ++i) {
      double sum = 0;
      for (Index k = 0; k < latent_dim_; ++k)
        sum += vectors(j, k) * std::max(eigen_.value(k), smallest_variance) * vectors(i, k);
      component.factor(j, i) = sum;
    }
  cholesky(component.factor);
  decomposing_ = false;
}

}  // namespace vae1
