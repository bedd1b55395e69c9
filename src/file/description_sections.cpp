// The sections for all but the layers and the tensors, the same in every version.
#include <algorithm>

#include "sections.hpp"

namespace vae1 {
namespace {

enum ColumnFlag : std::uint8_t { optional = 1, condition = 2, scored = 4 };

void describe_column(Column& column, const Fields& field) {
  auto flags =
      static_cast<std::uint8_t>((column.optional ? optional : 0) |
                                (column.condition ? condition : 0) | (column.scored ? scored : 0));
  field(column.kind, column.coding, flags);
  field.length<std::uint8_t>(column.components, 3 * sizeof(double));
  field(column.levels, column.smallest_variance);
  for (auto& [weight, mean, deviation] : column.components) field(weight, mean, deviation);
  if (column.kind == ColumnKind::ordinal) {
    const auto levels = static_cast<std::uint64_t>(std::max(column.levels, 0));
    field.resize(column.shares, levels, sizeof(double) + 1);
    field.resize(column.ranges, levels, 1);
    field.all(column.shares);
    field.all(column.ranges);
  }
  field.require(flags <= (optional | condition | scored));
  column.optional = (flags & optional) != 0;
  column.condition = (flags & condition) != 0;
  column.scored = (flags & scored) != 0;
}

void describe_losses(Losses& losses, const Fields& field) {
  field(losses.loss, losses.reconstruction, losses.kl);
}

}  // namespace

constexpr Section options_section = {
    "CONF", [](SavedModel& saved, const Fields& field) {
      auto& config = saved.config;
      field(config.activation, config.likelihood, saved.likelihood);
      field.flag<std::uint8_t>(config.deterministic);
      field(saved.features, config.latent_dim, config.batch_size, config.epochs);
      field.length<std::uint32_t>(config.hidden_dims, sizeof(std::int32_t));
      auto& beta = config.beta;
      auto& rate = config.learning_rate;
      field(config.seed, config.objective, beta.kind, rate.kind);
      field.flag<std::uint8_t>(config.missing);
      field(config.importance_samples);
      field(beta.epochs, beta.cycles, beta.to, beta.from, beta.ratio);
      field(rate.epochs, rate.warmup, rate.patience);
      field(config.prior, saved.fitted.prior, config.decoder);
      field.zero<std::uint8_t>();
      field(rate.initial, rate.final, rate.factor, rate.threshold, rate.minimum);
      field(config.free_bits, config.weight_decay, config.max_gradient_norm);
      field.all(config.hidden_dims);
      field.require(config.latent_dim >= 1);  // the sizes of later sections need it
    }};

// Only of a model of images.
constexpr Section image_section = {
    "IMAG",
    [](SavedModel& saved, const Fields& field) {
      auto& image = saved.config.image;
      field(image.width, image.height, image.channels);
      field.flag<std::uint32_t>(image.channels_first);
      field.require(image.width >= 1);
    },
    [](const SavedModel& saved) { return static_cast<bool>(saved.config.image); }};

constexpr Section columns_section = {
    "COLS",
    [](SavedModel& saved, const Fields& field) {
      constexpr std::uint64_t bytes = 16;
      field.resize(saved.columns, saved.features, bytes);
      for (auto& column : saved.columns) describe_column(column, field);
    },
    [](const SavedModel& saved) { return !saved.columns.empty(); }};

constexpr Section copula_section = {
    "COPU",
    [](SavedModel& saved, const Fields& field) {
      auto& [mean, covariance] = saved.copula;
      field.length<std::uint64_t>(mean, sizeof(double));
      field.require(mean.size() <= most_placed_columns);
      field.resize(covariance, std::uint64_t{mean.size() * mean.size()}, sizeof(double));
      field.all(mean);
      field.all(covariance);
    },
    [](const SavedModel& saved) { return !saved.copula.mean.empty(); }};

constexpr Section scaling_section = {"SCAL", [](SavedModel& saved, const Fields& field) {
                                       auto& [rows, columns] = saved.scaling;
                                       constexpr std::uint64_t bytes = 24;
                                       field(rows);
                                       field.resize(columns, saved.features, bytes);
                                       for (auto& column : columns) {
                                         field(column.offset, column.scale);
                                         field.flag<std::uint64_t>(column.constant);
                                       }
                                     }};

constexpr Section state_section = {"STAT", [](SavedModel& saved, const Fields& field) {
                                     auto& [rows, epochs_begun, generated, optimiser_steps, rate] =
                                         saved.state;
                                     field(rows, epochs_begun, generated, optimiser_steps);
                                     field(rate.rate, rate.best, rate.bad_epochs);
                                     field.flag<std::uint32_t>(rate.held_out);
                                   }};

constexpr Section history_section = {
    "HIST", [](SavedModel& saved, const Fields& field) {
      const auto latent_dim = static_cast<std::uint64_t>(saved.config.latent_dim);
      field.length<std::uint64_t>(saved.history, (11 + latent_dim) * sizeof(double));
      for (auto& record : saved.history) {
        bool held_out = record.validation.has_value();
        field(record.epoch);
        field.flag<std::uint64_t>(held_out);
        describe_losses(record.training, field);
        if (held_out && field.reading()) record.validation.emplace();
        if (held_out)
          describe_losses(*record.validation, field);
        else
          for (int loss = 0; loss < 3; ++loss) field.zero<std::uint64_t>();
        field(record.beta, record.learning_rate, record.gradient_norm);
        field.resize(record.kl_per_dimension, latent_dim, sizeof(double));
        field.all(record.kl_per_dimension);
      }
    }};

constexpr Section best_section = {"BEST", [](SavedModel& saved, const Fields& field) {
                                    field(saved.best.epoch, saved.best.first_epoch,
                                          saved.best.rows);
                                  }};

constexpr Section threshold_section = {
    "ANOM",
    [](SavedModel& saved, const Fields& field) {
      auto& threshold = saved.fitted.threshold;
      if (field.reading()) threshold.emplace(Scoring{}, 0, 0, std::vector<double>{});
      auto [method, samples, seed] = threshold->scoring();
      auto number = static_cast<std::uint64_t>(method), rows = threshold->rows();
      auto value = threshold->value();
      std::vector<double> scores(threshold->scores().begin(), threshold->scores().end());
      field(number, samples, seed, rows, value);
      field.resize(scores, std::min<std::uint64_t>(rows, Threshold::most_kept), sizeof(double));
      field.all(scores);
      field.require(number <= static_cast<std::uint64_t>(last_score_method));
      threshold.emplace(Scoring{static_cast<ScoreMethod>(number), samples, seed}, value, rows,
                        std::move(scores));
    },
    [](const SavedModel& saved) { return saved.fitted.threshold.has_value(); }};

constexpr Section mixture_section = {
    "MIXT",
    [](SavedModel& saved, const Fields& field) {
      auto& mixture = saved.fitted.mixture;
      auto components =
          field.reading() ? std::vector<GaussianMixture::Component>{} : mixture->components();
      const Index latent_dim = saved.config.latent_dim;
      const auto latent = static_cast<std::uint64_t>(latent_dim);  // below 2^31
      field.length<std::uint64_t>(components,
                                  sizeof(double) * (1 + latent + latent * (latent + 1) / 2));
      for (auto& [weight, mean, factor] : components) {
        if (field.reading()) {
          mean.resize(latent_dim);
          factor.setZero(latent_dim, latent_dim);
        }
        field(weight);
        field.all(mean);
        for (Index j = 0; j < latent_dim; ++j)
          for (Index i = 0; i <= j; ++i) field(factor(j, i));
      }
      if (!components.empty()) mixture.emplace(std::move(components));
    },
    [](const SavedModel& saved) { return saved.fitted.mixture.has_value(); }};

// Only of a model that is asked to keep rows. Files from before have none.
constexpr Section reference_section = {
    "REFS",
    [](SavedModel& saved, const Fields& field) {
      field(saved.config.reference_rows);
      field.zero<std::int32_t>();
      field.length<std::uint64_t>(saved.reference_rows, sizeof(float));
      field.all(saved.reference_rows);
    },
    [](const SavedModel& saved) { return saved.config.reference_rows > 0; }};

constexpr Section attachment_section = {
    "ATTA",
    [](SavedModel& saved, const Fields& field) {
      if (field.reading()) saved.attachment.resize(field.left());
      field.all(saved.attachment);
    },
    [](const SavedModel& saved) { return !saved.attachment.empty(); }};

}  // namespace vae1
