#include "intake.hpp"

#include <utility>

#include "shuffled_rows.hpp"

namespace vae1 {

Intake::Intake(const Config& config, Preparation known, const Form& form, double share)
    : seed_(config.seed),
      gaps_(config.missing || !known.columns.empty()),
      form_(form),
      share_(share),
      preparation_(std::move(known)),
      statistics_(form.features, gaps_) {
  if (share > 0)
    held_out_.emplace(HeldOut{HeldOutDraw::count(form.rows, share), form.kind, statistics_, {}});
  if (!preparation_.columns.empty() && !preparation_.scaling)
    marginals_.emplace(preparation_.columns, form.rows, seed_);
  if (marginals_ && config.decoder == Decoder::autoregressive)
    copula_.emplace(preparation_.columns, form.rows, seed_);
  begin_pass();
}

void Intake::begin_pass() {
  passed_ = 0;
  if (share_ > 0) draw_.emplace(seed_, form_.rows, share_);
}

template <class Use>
void Intake::split(const Rows& block, const Use& use) {
  if (draw_)
    draw_->split(block, [&](bool is_held_out, const Rows& run, std::uint64_t first) {
      use(is_held_out, run, passed_ + first);
    });
  else
    use(false, block, passed_);
  passed_ += static_cast<std::uint64_t>(block.count);
}

std::optional<Fault> Intake::inspect(const Rows& rows) {
  std::optional<Fault> fault;
  split(rows, [&](bool is_held_out, const Rows& run, std::uint64_t first) {
    auto& statistics = is_held_out ? held_out_->statistics : statistics_;
    if (!fault) fault = statistics.add(run, first);
    if (marginals_ && !is_held_out) marginals_->add(run, first);
    if (copula_ && !is_held_out) copula_->add(run, first);
  });
  return fault;
}

void Intake::begin_held_out(std::uint64_t rows, RowKind kind) {
  held_out_.emplace(HeldOut{rows, kind, ColumnStatistics(form_.features, gaps_), {}});
}

std::optional<Fault> Intake::inspect_held_out(const Rows& rows) {
  auto fault = held_out_->statistics.add(rows);
  if (fault) fault->held_out = true;
  return fault;
}

bool Intake::looks_bernoulli() const {
  const bool outside = share_ > 0 && held_out_->statistics.fault(Likelihood::bernoulli);
  return !outside && statistics_.looks_bernoulli();
}

std::optional<Fault> Intake::likelihood_fault() const {
  const auto likelihood = preparation_.likelihood;
  const auto trained_on = statistics_.fault(likelihood);
  if (!held_out_) return trained_on;
  auto fault = held_out_->statistics.fault(likelihood);
  const bool separate = share_ == 0;
  if (!fault || (trained_on && (separate || trained_on->row < fault->row))) return trained_on;
  fault->held_out = separate;
  return fault;
}

std::optional<Fault> Intake::settle() {
  auto& [likelihood, columns, scaling, copula] = preparation_;
  if (marginals_) {
    auto settled = marginals_->settle(statistics_);
    scaling = std::move(settled.scaling);
    columns = std::move(settled.columns);
    if (copula_) copula = std::move(*copula_).settle(columns);
    likelihood = Likelihood::mixed;
  } else if (!scaling) {
    if (likelihood == Likelihood::automatic)
      likelihood = looks_bernoulli() ? Likelihood::bernoulli : Likelihood::gaussian;
    scaling = FeatureScaling::from(statistics_, likelihood, gaps_);
  }
  if (auto fault = likelihood_fault()) return fault;
  if (held_out_)
    held_out_->data.emplace(held_out_->rows, form_.features, held_out_->kind, likelihood, true);
  return std::nullopt;
}

std::optional<Fault> Intake::prepare() {
  if (const auto fault = settle()) return fault;
  const auto held_out = share_ > 0 ? held_out_->rows : 0;
  data_.emplace(form_.rows - held_out, form_.features, form_.kind, preparation_.likelihood);
  begin_pass();
  return std::nullopt;
}

std::optional<Fault> Intake::prepare_stream(ShuffleBuffer::Size size,
                                            std::optional<std::uint64_t> rows) {
  if (const auto fault = settle()) return fault;
  stream_ = std::make_unique<ShuffleBuffer>(size, form_.kind, preparation_.likelihood,
                                            *preparation_.scaling, rows);
  return std::nullopt;
}

void Intake::store(const Rows& rows) {
  split(rows, [&](bool is_held_out, const Rows& run, std::uint64_t) {
    if (is_held_out)
      store_held_out(run);
    else
      data_->append(run, *preparation_.scaling);
  });
}

void Intake::store_held_out(const Rows& rows) {
  held_out_->data->append(rows, *preparation_.scaling);
}

TrainingStart Intake::start(std::optional<EarlyStopping> stopping) && {
  TrainingStart start = {std::move(preparation_), std::move(stream_), nullptr};
  if (!start.rows) start.rows = std::make_unique<ShuffledRows>(std::move(*data_));
  if (held_out_)
    start.validation = std::make_unique<Validation>(std::move(*held_out_->data), stopping);
  return start;
}

}  // namespace vae1
