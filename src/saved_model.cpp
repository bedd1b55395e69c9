#include "saved_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "math/symmetric.hpp"

namespace vae1 {
namespace {

// As doubles hold them exactly.
bool counts(std::uint64_t n) { return n <= max_seed; }

bool finite(std::span<const double> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); });
}

bool finite(const Losses& losses) {
  return finite(std::array{losses.loss, losses.reconstruction, losses.kl});
}

bool valid_levels(const Column& column) {
  const auto is_share = [](double x) { return x > 0 && x <= 1; };
  const auto is_flag = [](std::uint8_t x) { return x <= 1; };
  switch (column.kind) {
    case ColumnKind::categorical:
      return column.levels >= 2 && column.levels <= max_levels;
    case ColumnKind::ordinal:
      return column.levels >= 2 && column.levels <= max_ordinal_levels &&
             column.shares.size() == static_cast<std::size_t>(column.levels) &&
             column.ranges.size() == column.shares.size() &&
             std::all_of(column.shares.begin(), column.shares.end(), is_share) &&
             std::all_of(column.ranges.begin(), column.ranges.end(), is_flag);
    default:
      return column.levels == 0;
  }
}

bool valid(const Column& column) {
  const auto& components = column.components;
  for (const auto& [weight, mean, deviation] : components)
    if (!(weight > 0 && weight <= 1) || !std::isfinite(mean) ||
        !(deviation > 0 && std::isfinite(deviation)))
      return false;
  return column.kind <= ColumnKind::offset && valid_levels(column) &&
         (column.kind != ColumnKind::offset || !(column.optional || column.condition)) &&
         column.coding <= RealCoding::mixture && column.smallest_variance >= 0 &&
         column.smallest_variance < 1 && components.size() <= max_components &&
         (column.kind == ColumnKind::real || components.empty()) && components.size() != 1 &&
         (column.coding == RealCoding::mixture) == !components.empty();
}

bool valid(const GaussianCopula& copula, const Config& config, const std::vector<Column>& columns) {
  const Index D = copula.size();
  if (D == 0) return true;
  if (copula.mean.size() != placed_columns(columns).size()) return false;
  Matrix<double> factor = ConstMatrixView<double>(copula.covariance.data(), D, D);
  return config.decoder == Decoder::autoregressive && finite(copula.mean) &&
         finite(copula.covariance) && factor == factor.transpose() && cholesky(factor);
}

bool valid(const SavedModel::Scaling& scaling, const std::vector<Column>& table) {
  for (std::size_t j = 0; j < scaling.columns.size(); ++j) {
    const auto& column = scaling.columns[j];
    if (!std::isfinite(column.offset) || !std::isfinite(column.scale) || column.scale <= 0)
      return false;
    if (!table.empty() && table[j].kind != ColumnKind::real &&
        (column.offset != 0 || column.scale != 1 || column.constant))
      return false;
  }
  return scaling.rows != 0 && counts(scaling.rows);
}

bool valid(const SavedModel::State& state) {
  const auto& rate = state.learning_rate;
  return std::isfinite(rate.rate) && rate.rate >= 0 &&
         (std::isfinite(rate.best) || rate.best > 0) && state.rows != 0 && counts(state.rows) &&
         counts(state.generated) &&
         state.epochs_begun <= std::numeric_limits<std::uint32_t>::max() &&
         state.optimiser_steps != 0 && counts(state.optimiser_steps);
}

bool valid(const std::vector<EpochRecord>& history, std::size_t latent_dim) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto& record = history[i];
    if (record.epoch != i + 1 || !finite(record.training) ||
        !finite(record.validation.value_or(Losses{})) ||
        !finite(std::array{record.beta, record.learning_rate, record.gradient_norm}) ||
        record.kl_per_dimension.size() != latent_dim || !finite(record.kl_per_dimension))
      return false;
  }
  return true;
}

bool valid(const BestWeights::Origin& best, const std::vector<EpochRecord>& history) {
  const auto& [epoch, first_epoch, rows] = best;
  if (epoch == 0) return first_epoch == 0 && rows == 0;
  if (first_epoch == 0 || first_epoch > epoch || epoch > history.size()) return false;
  const auto first = history.begin() + static_cast<std::ptrdiff_t>(first_epoch - 1);
  return std::all_of(first, history.end(),
                     [](const auto& record) { return record.validation.has_value(); });
}

bool valid(const Threshold& threshold) {
  const auto& [method, samples, seed] = threshold.scoring();
  const auto scores = threshold.scores();
  constexpr auto most_samples = std::uint64_t{std::numeric_limits<std::int32_t>::max()};
  return method <= last_score_method && samples != 0 && samples <= most_samples && counts(seed) &&
         threshold.rows() != 0 && counts(threshold.rows()) &&
         scores.size() == std::min<std::uint64_t>(threshold.rows(), Threshold::most_kept) &&
         std::isfinite(threshold.value()) && finite(scores) &&
         std::is_sorted(scores.begin(), scores.end());
}

bool valid(const GaussianMixture& mixture, Index latent_dim) {
  double sum = 0;
  for (const auto& [weight, mean, factor] : mixture.components()) {
    sum += weight;
    if (!(weight >= 0) || mean.size() != latent_dim || factor.rows() != latent_dim ||
        factor.cols() != latent_dim || !finite(std::span(mean.data(), mean.size())) ||
        !finite(std::span(factor.data(), factor.size())))
      return false;
    for (Index j = 0; j < latent_dim; ++j)
      if (!(factor(j, j) > 0)) return false;
  }
  return std::abs(sum - 1) <= 1e-6;
}

// A threshold on distances needs the rows to which they are measured.
bool valid_references(const SavedModel& saved) {
  const auto& rows = saved.reference_rows;
  const auto& threshold = saved.fitted.threshold;
  const bool needed = threshold && threshold->scoring().method == ScoreMethod::neighbours;
  const bool allowed = saved.config.reference_rows > 0 && saved.likelihood == Likelihood::gaussian;
  return (rows.empty() ? !needed : allowed) && rows.size() % saved.features == 0 &&
         std::all_of(rows.begin(), rows.end(), [](float x) { return std::isfinite(x); });
}

}  // namespace

void SavedModel::add(Part part, const ParameterLayout& layout, std::span<const float> numbers) {
  for (const auto& [name, tensor] : layout.tensors()) {
    const auto size = static_cast<std::size_t>(tensor.size());
    const auto values = numbers.first(size);
    tensors.push_back({name_of(part, name), shape_of(tensor), {values.begin(), values.end()}});
    numbers = numbers.subspan(size);
  }
}

std::string not_valid(const std::string& part) {
  return "the saved model is not valid: its " + part;
}

std::vector<std::uint64_t> shape_of(const Tensor& tensor) {
  const auto rows = static_cast<std::uint64_t>(tensor.rows);
  const auto cols = static_cast<std::uint64_t>(tensor.cols);
  if (tensor.limits != nullptr) return {rows, cols};
  return {cols};
}

std::string invalid(const SavedModel& saved) {
  const auto& [config, features, likelihood, columns, layers, copula, scaling, state, history, best,
               fitted, reference_rows, attachment, tensors] = saved;
  const bool mixed = likelihood == Likelihood::mixed;
  const bool as_asked =
      config.likelihood == Likelihood::automatic || config.likelihood == likelihood;
  const char* bad = nullptr;
  if (!valid(config))
    bad = "options";
  else if (!as_asked || likelihood == Likelihood::automatic || likelihood > last_likelihood ||
           (config.image ? mixed : likelihood == Likelihood::discretized_logistic))
    bad = "likelihood";
  else if (config.image && config.image.size() != static_cast<double>(features))
    bad = "image";
  else if (features == 0 || columns.size() != (mixed ? features : 0) ||
           !std::all_of(columns.begin(), columns.end(), [](const auto& c) { return valid(c); }))
    bad = "columns";
  else if (!valid(copula, config, columns))
    bad = "copula";
  else if (scaling.columns.size() != features || !valid(scaling, columns))
    bad = "scaling";
  else if (!valid(state))
    bad = "training state";
  else if (!valid(history, static_cast<std::size_t>(config.latent_dim)))
    bad = "history";
  else if (!valid(best, history))
    bad = "best epoch";
  else if (fitted.threshold && !valid(*fitted.threshold))
    bad = "threshold";
  else if (fitted.mixture && !valid(*fitted.mixture, config.latent_dim))
    bad = "mixture";
  else if (fitted.prior != Prior::standard &&
           (fitted.prior != Prior::mixture || !fitted.mixture || config.prior == Prior::standard))
    bad = "prior";
  else if (!valid_references(saved))
    bad = "reference rows";
  return bad ? not_valid(bad) : "";
}

}  // namespace vae1
