#include "prior_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "../prior/mixture_density.hpp"

namespace vae1 {
namespace {

constexpr std::array sizes = {1, 4, 16, 64};  // components
constexpr Index rows_per_latent = 4;          // for each component, at least
constexpr double most_rows = 10'000;
constexpr Index fewest_to_choose = 10;
// Of a training's multiply-adds; a small one may take a moment longer.
constexpr double share_of_work = 0.01;
constexpr double least_work = 1e8;
// Nobody waits longer than these for a piece.
constexpr double piece_multiply_adds = 5e6;
constexpr double most_bytes = 64e6;
constexpr double standard_errors = 2;

double sampled(double rows) { return std::min(rows, most_rows); }

}  // namespace

PriorFit::PriorFit(const Settings& settings, std::unique_ptr<RowSource> rows,
                   std::unique_ptr<Validation> held_out)
    : settings_(settings),
      rows_(std::move(rows)),
      held_out_(std::move(held_out)),
      left_(std::max(least_work, share_of_work * settings.multiply_adds)) {
  const auto of = [&](std::uint64_t n) {
    return static_cast<Index>(sampled(static_cast<double>(n)));
  };
  sample_.resize(of(*rows_->rows()), settings.latent_dim);
  if (held_out_) held_out_sample_.resize(of(held_out_->rows().rows()), settings.latent_dim);
  const Index n = sample_.rows();
  fitted_rows_ = held_out_ || n < fewest_to_choose ? n : n - n / 10;
  rows_->begin_epoch(settings.seed, settings.epoch);
}

double PriorFit::bytes(double rows, double latent_dim, int threads) {
  const double n = sampled(rows);
  // A fit and the best one so far.
  return 2 * 4 * n * latent_dim +
         std::min(most_bytes, MixtureEm::bytes(n, latent_dim, sizes.back(), threads)) +
         MixtureDensity::bytes(sizes.back(), latent_dim);
}

bool PriorFit::advance(const Inference& inference, Team& team) {
  if (drawn_ < sample_.rows()) {
    draw_latents(inference);
    if (drawn_ == sample_.rows()) rows_.reset();
    return false;
  }
  if (chosen_by_ < held_out_sample_.rows()) {
    draw_choosing(inference);
    if (chosen_by_ == held_out_sample_.rows()) held_out_.reset();
    return false;
  }
  if (candidate_)
    static_cast<Index>(gains_.size()) < choosing().rows() ? measure() : end_size();
  else if (!em_)
    return !next_size();
  else if (em_->advance(fitted_to(), static_cast<Index>(of_piece_), team))
    end_rounds();
  return false;
}

void PriorFit::draw_latents(const Inference& inference) {
  const auto most =
      static_cast<std::size_t>(std::min(inference.capacity(), sample_.rows() - drawn_));
  numbers_.resize(most);
  auto& network = inference.network;
  const Index n = rows_->next_batch(numbers_, network.input(static_cast<Index>(most)).data());
  fill_noise(network, n, 1, Stream(settings_.seed, Purpose::mixture_latent), 0,
             [&](Index row) { return numbers_[static_cast<std::size_t>(row)]; });
  network.posterior_sample(n);
  sample_.middleRows(drawn_, n) = network.latents(n);
  drawn_ += n;
}

void PriorFit::draw_choosing(const Inference& inference) {
  const auto all = held_out_->rows().rows();
  const auto of = static_cast<std::uint64_t>(held_out_sample_.rows());
  const Index n = std::min(inference.capacity(), held_out_sample_.rows() - chosen_by_);
  indices_.resize(static_cast<std::size_t>(n));
  for (Index i = 0; i < n; ++i)
    indices_[static_cast<std::size_t>(i)] =
        static_cast<std::uint32_t>(static_cast<std::uint64_t>(chosen_by_ + i) * all / of);
  auto& network = inference.network;
  held_out_->rows().gather(indices_, network.input(n).data());
  fill_noise(network, n, 1, Stream(settings_.seed, Purpose::prior_choice), 0,
             [&](Index row) { return indices_[static_cast<std::size_t>(row)]; });
  network.posterior_sample(n);
  held_out_sample_.middleRows(chosen_by_, n) = network.latents(n);
  chosen_by_ += n;
}

ConstMatrixView<float> PriorFit::choosing() const {
  if (held_out_sample_.rows() > 0)
    return {held_out_sample_.data(), held_out_sample_.rows(), held_out_sample_.cols()};
  return {sample_.data() + fitted_rows_ * sample_.cols(), sample_.rows() - fitted_rows_,
          sample_.cols()};
}

bool PriorFit::next_size() {
  if (size_ == sizes.size()) return false;
  const Index latent = settings_.latent_dim, components = sizes[size_];
  const auto rows = static_cast<double>(fitted_rows_);
  const auto width = static_cast<double>(latent), count = static_cast<double>(components);
  const double round = MixtureEm::cost(rows, width, count);
  const bool fits =
      components == 1
          ? settings_.prior == Prior::mixture || fitted_rows_ >= rows_per_latent * latent
          : fitted_rows_ >= components * rows_per_latent * latent && choosing().rows() > 0;
  if (!fits || left_ < MixtureEm::fewest_rounds * round ||
      MixtureEm::bytes(rows, width, count, 1) > most_bytes) {
    size_ = sizes.size();
    return false;
  }
  em_.emplace(fitted_rows_, latent, components, settings_.seed,
              MixtureEm::Stop::within(left_, rows, latent, components));
  of_piece_ = std::clamp(piece_multiply_adds / round * rows, 1.0, rows);
  ++size_;
  return true;
}

void PriorFit::end_rounds() {
  left_ -=
      static_cast<double>(em_->rounds()) *
      MixtureEm::cost(static_cast<double>(fitted_rows_), static_cast<double>(settings_.latent_dim),
                      static_cast<double>(sizes[size_ - 1]));
  candidate_.emplace(em_->take_mixture());
  em_.reset();
  gains_.clear();
}

void PriorFit::measure() {
  const auto all = choosing();
  const auto first = static_cast<Index>(gains_.size());
  const Index n = std::min(static_cast<Index>(of_piece_), all.rows() - first);
  gains_.resize(static_cast<std::size_t>(first + n));
  double* const out = gains_.data() + first;
  MixtureDensity(*candidate_, all.cols())
      .log_densities({all.data() + first * all.cols(), n, all.cols()}, out);
  for (Index i = 0; i < n; ++i)
    out[i] -= log_standard({&all(first + i, 0), static_cast<std::size_t>(all.cols())});
}

void PriorFit::end_size() {
  const auto n = static_cast<double>(gains_.size());
  Gain gain;
  for (const double of_row : gains_) gain.mean += of_row / n;
  double squares = 0;
  for (const double of_row : gains_) squares += (of_row - gain.mean) * (of_row - gain.mean);
  gain.standard_error = std::sqrt(squares / (n - 1) / n);
  if (best_ && !(gain.mean > gain_.mean)) {
    size_ = sizes.size();
  } else {
    best_ = std::move(candidate_);
    gain_ = gain;
  }
  candidate_.reset();
}

std::optional<GaussianMixture> PriorFit::take_prior() {
  // Not a number, if a single row chooses.
  const bool better = gain_.mean > standard_errors * gain_.standard_error;
  if (settings_.prior == Prior::automatic && !better) return std::nullopt;
  return std::move(best_);
}

}  // namespace vae1
