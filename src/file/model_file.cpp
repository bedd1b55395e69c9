#include "model_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "../bytes/byte_reader.hpp"
#include "../bytes/byte_writer.hpp"
#include "../bytes/crc32.hpp"
#include "columns_section.hpp"
#include "fitted_sections.hpp"

namespace vae1 {
namespace {

// As in PNG: not text, and a transfer that rewrites line ends destroys it.
constexpr std::array<std::uint8_t, 8> magic = {0x89, 'V', 'A', 'E', '1', '\r', '\n', 0x1A};
constexpr std::size_t alignment = 8;

using Tag = std::array<char, 4>;
constexpr Tag config_tag = {'C', 'O', 'N', 'F'};
constexpr Tag columns_tag = {'C', 'O', 'L', 'S'};  // only for a mixed table
constexpr Tag scaling_tag = {'S', 'C', 'A', 'L'};
constexpr Tag state_tag = {'S', 'T', 'A', 'T'};
constexpr Tag parameters_tag = {'P', 'A', 'R', 'M'};
constexpr Tag optimiser_tag = {'A', 'D', 'A', 'M'};
constexpr Tag best_tag = {'B', 'E', 'S', 'T'};
constexpr Tag history_tag = {'H', 'I', 'S', 'T'};
// Optional sections.
constexpr Tag threshold_tag = {'A', 'N', 'O', 'M'};
constexpr Tag mixture_tag = {'M', 'I', 'X', 'T'};
constexpr Tag attachment_tag = {'A', 'T', 'T', 'A'};

void write_section(ByteWriter& out, Tag tag, const std::function<void()>& content) {
  out.put_all(std::span<const char>(tag));
  out.put(std::uint32_t{0});
  const std::size_t length_at = out.size();
  out.put(std::uint64_t{0});
  const std::size_t first = out.size();
  content();
  out.overwrite(length_at, out.size() - first);
  out.pad_to(alignment);
}

std::optional<ByteReader> read_section(ByteReader& in, Tag tag) {
  const auto found = in.get_all<char>(tag.size());
  const auto zero = in.get<std::uint32_t>();
  const auto length = in.get<std::uint64_t>();
  if (!in.ok() || zero != 0 || !std::equal(tag.begin(), tag.end(), found.begin()) ||
      length > in.left())
    return std::nullopt;
  const ByteReader content(in.take(static_cast<std::size_t>(length)));
  for (auto padding = -length % alignment; padding > 0; --padding)
    if (in.get<std::uint8_t>() != 0) return std::nullopt;
  return in.ok() ? std::optional(content) : std::nullopt;
}

bool begins_with(ByteReader in, Tag tag) {
  const auto found = in.get_all<char>(tag.size());
  return in.ok() && std::equal(tag.begin(), tag.end(), found.begin());
}

bool all_finite(std::span<const float> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](float x) { return std::isfinite(x); });
}

struct ConfigSection {
  Config config;
  Likelihood resolved = Likelihood::automatic;
  std::uint32_t features = 0;
};

void write_config(ByteWriter& out, const ConfigSection& section) {
  const auto& config = section.config;
  out.put(static_cast<std::uint8_t>(config.activation));
  out.put(static_cast<std::uint8_t>(config.likelihood));
  out.put(static_cast<std::uint8_t>(section.resolved));
  out.put(static_cast<std::uint8_t>(config.deterministic));
  out.put(section.features);
  out.put(config.latent_dim);
  out.put(config.batch_size);
  out.put(config.epochs);
  out.put(static_cast<std::uint32_t>(config.hidden_dims.size()));
  out.put(config.seed);
  out.put(static_cast<std::uint8_t>(config.objective));
  out.put(static_cast<std::uint8_t>(config.beta.kind));
  out.put(static_cast<std::uint8_t>(config.learning_rate.kind));
  out.put(static_cast<std::uint8_t>(config.missing));
  out.put(config.importance_samples);
  const auto& beta = config.beta;
  for (const auto n : {beta.epochs, beta.cycles}) out.put(n);
  for (const auto x : {beta.to, beta.from, beta.ratio}) out.put(x);
  const auto& rate = config.learning_rate;
  for (const auto n : {rate.epochs, rate.warmup, rate.patience}) out.put(n);
  out.put(std::int32_t{0});
  for (const auto x : {rate.initial, rate.final, rate.factor, rate.threshold, rate.minimum})
    out.put(x);
  for (const auto x : {config.free_bits, config.weight_decay, config.max_gradient_norm}) out.put(x);
  out.put_all(std::span<const std::int32_t>(config.hidden_dims));
}

std::optional<ConfigSection> read_config(ByteReader in) {
  ConfigSection section;
  auto& config = section.config;
  config.activation = Activation{in.get<std::uint8_t>()};
  config.likelihood = Likelihood{in.get<std::uint8_t>()};
  section.resolved = Likelihood{in.get<std::uint8_t>()};
  const auto deterministic = in.get<std::uint8_t>();
  config.deterministic = deterministic == 1;
  section.features = in.get<std::uint32_t>();
  config.latent_dim = in.get<std::int32_t>();
  config.batch_size = in.get<std::int32_t>();
  config.epochs = in.get<std::int32_t>();
  const auto layers = in.get<std::uint32_t>();
  config.seed = in.get<std::uint64_t>();
  config.objective = Bound{in.get<std::uint8_t>()};
  config.beta.kind = BetaSchedule::Kind{in.get<std::uint8_t>()};
  config.learning_rate.kind = LearningRateSchedule::Kind{in.get<std::uint8_t>()};
  const auto missing = in.get<std::uint8_t>();
  config.missing = missing == 1;
  config.importance_samples = in.get<std::int32_t>();
  auto& beta = config.beta;
  for (auto* n : {&beta.epochs, &beta.cycles}) *n = in.get<std::int32_t>();
  for (auto* x : {&beta.to, &beta.from, &beta.ratio}) *x = in.get<double>();
  auto& rate = config.learning_rate;
  for (auto* n : {&rate.epochs, &rate.warmup, &rate.patience}) *n = in.get<std::int32_t>();
  const bool padded = in.get<std::int32_t>() == 0;
  for (auto* x : {&rate.initial, &rate.final, &rate.factor, &rate.threshold, &rate.minimum})
    *x = in.get<double>();
  for (auto* x : {&config.free_bits, &config.weight_decay, &config.max_gradient_norm})
    *x = in.get<double>();
  config.hidden_dims = in.get_all<std::int32_t>(layers);
  const bool resolved =
      section.resolved != Likelihood::automatic && section.resolved <= Likelihood::mixed;
  const bool as_asked =
      config.likelihood == Likelihood::automatic || config.likelihood == section.resolved;
  if (!in.read_exactly() || !padded || deterministic > 1 || missing > 1 || section.features == 0 ||
      !resolved || !as_asked || !invalid(config).empty())
    return std::nullopt;
  return section;
}

void write_scaling(ByteWriter& out, const FeatureScaling& scaling) {
  out.put(scaling.rows());
  for (const auto& column : scaling.columns()) {
    out.put(column.offset);
    out.put(column.scale);
    out.put(std::uint64_t{column.constant});
  }
}

// columns: of a mixed table, otherwise empty.
std::optional<FeatureScaling> read_scaling(ByteReader in, const ConfigSection& config,
                                           const std::vector<Column>& table) {
  constexpr std::size_t bytes_per_column = 24;
  const auto features = config.features;
  const auto rows = in.get<std::uint64_t>();
  if (in.left() != features * std::uint64_t{bytes_per_column}) return std::nullopt;
  std::vector<FeatureScaling::Column> columns(features);
  for (std::size_t j = 0; j < features; ++j) {
    auto& column = columns[j];
    column.offset = in.get<double>();
    column.scale = in.get<double>();
    const auto constant = in.get<std::uint64_t>();
    column.constant = constant == 1;
    if (!std::isfinite(column.offset) || !std::isfinite(column.scale) || column.scale <= 0 ||
        constant > 1)
      return std::nullopt;
    if (table.empty()) continue;
    if (table[j].kind != ColumnKind::real &&
        (column.offset != 0 || column.scale != 1 || column.constant))
      return std::nullopt;
    column.modelled = !table[j].condition;
  }
  if (!in.read_exactly() || rows == 0 || rows > max_seed) return std::nullopt;
  return FeatureScaling(std::move(columns), rows, config.config.missing || !table.empty());
}

struct State {
  std::uint64_t rows, epochs_started, generated, optimiser_steps;
  LearningRate::State learning_rate;
};

std::optional<State> read_state(ByteReader in) {
  State state = {in.get<std::uint64_t>(),
                 in.get<std::uint64_t>(),
                 in.get<std::uint64_t>(),
                 in.get<std::uint64_t>(),
                 {}};
  auto& rate = state.learning_rate;
  rate.rate = in.get<double>();
  rate.best = in.get<double>();
  rate.bad_epochs = in.get<std::uint32_t>();
  const auto held_out = in.get<std::uint32_t>();
  rate.held_out = held_out == 1;
  const bool valid_rate = std::isfinite(rate.rate) && rate.rate >= 0 && held_out <= 1 &&
                          (std::isfinite(rate.best) || rate.best > 0);
  const auto exact = [](std::uint64_t n) { return n <= max_seed; };  // in a double
  if (!in.read_exactly() || !valid_rate || !exact(state.rows) || !exact(state.generated) ||
      state.epochs_started > std::numeric_limits<std::uint32_t>::max() || state.rows == 0 ||
      !exact(state.optimiser_steps) || state.optimiser_steps == 0)
    return std::nullopt;
  return state;
}

constexpr std::size_t record_bytes(std::size_t latent_dim) {
  return (2 + 3 + 3 + 3 + latent_dim) * 8;
}

void write_history(ByteWriter& out, const std::vector<EpochRecord>& history) {
  out.put(std::uint64_t{history.size()});
  const auto put = [&](const Losses& losses) {
    for (const double x : {losses.loss, losses.reconstruction, losses.kl}) out.put(x);
  };
  for (const auto& record : history) {
    out.put(record.epoch);
    out.put(std::uint64_t{record.validation.has_value()});
    put(record.training);
    put(record.validation.value_or(Losses{}));
    for (const double x : {record.beta, record.learning_rate, record.gradient_norm}) out.put(x);
    out.put_all(std::span<const double>(record.kl_per_dimension));
  }
}

std::optional<std::vector<EpochRecord>> read_history(ByteReader in, std::size_t latent_dim) {
  const std::size_t bytes_per_record = record_bytes(latent_dim);
  const auto count = in.get<std::uint64_t>();
  if (!in.ok() || in.left() % bytes_per_record != 0 || in.left() / bytes_per_record != count)
    return std::nullopt;
  std::vector<EpochRecord> history(static_cast<std::size_t>(count));
  bool valid = true;
  const auto number = [&] {
    const auto x = in.get<double>();
    valid = valid && std::isfinite(x);
    return x;
  };
  const auto losses = [&]() -> Losses { return {number(), number(), number()}; };
  for (std::size_t i = 0; i < history.size(); ++i) {
    auto& record = history[i];
    record.epoch = in.get<std::uint64_t>();
    const auto validated = in.get<std::uint64_t>();
    record.training = losses();
    if (validated == 1)
      record.validation = losses();
    else
      for (int loss = 0; loss < 3; ++loss) valid = in.get<std::uint64_t>() == 0 && valid;
    record.beta = number();
    record.learning_rate = number();
    record.gradient_norm = number();
    for (std::size_t j = 0; j < latent_dim; ++j) record.kl_per_dimension.push_back(number());
    if (record.epoch != i + 1 || validated > 1 || !valid) return std::nullopt;
  }
  return history;
}

struct BestSection {
  BestWeights::Origin origin;
  std::vector<float> parameters;
};

void write_best(ByteWriter& out, const BestWeights& best, const Vae<float>& network) {
  const auto& origin = best.origin();
  for (const auto n : {origin.epoch, origin.first_epoch, origin.rows}) out.put(n);
  if (origin.epoch != 0)
    out.put_all(std::span<const float>(network.unpack(best.best(network.parameters()))));
}

// size: of the network's parameter block.
std::optional<BestSection> read_best(ByteReader in, std::size_t size,
                                     const std::vector<EpochRecord>& history) {
  BestSection section;
  auto& origin = section.origin;
  for (auto* n : {&origin.epoch, &origin.first_epoch, &origin.rows}) *n = in.get<std::uint64_t>();
  const bool none = origin.epoch == 0;
  if (none && (origin.first_epoch != 0 || origin.rows != 0)) return std::nullopt;
  if (!none) {
    if (origin.first_epoch == 0 || origin.first_epoch > origin.epoch ||
        origin.epoch > history.size() || in.left() != size * sizeof(float))
      return std::nullopt;
    // All these epochs need held-out losses.
    for (auto epoch = origin.first_epoch; epoch <= history.size(); ++epoch)
      if (!history[static_cast<std::size_t>(epoch - 1)].validation) return std::nullopt;
    section.parameters = in.get_all<float>(size);
  }
  if (!in.read_exactly() || !all_finite(section.parameters)) return std::nullopt;
  return section;
}

double largest_fitted_size(const Model::Fitted& fitted) {
  double numbers = 0;
  if (fitted.threshold) numbers += static_cast<double>(fitted.threshold->scores().size());
  if (fitted.mixture) {
    const auto latent = static_cast<double>(fitted.mixture->latent_dim());
    numbers +=
        static_cast<double>(fitted.mixture->components().size()) * (latent + 2) * (latent + 2);
  }
  return sizeof(double) * numbers;
}

}  // namespace

double ModelFile::largest_size(const Model& model) {
  constexpr double fixed = 4096, bytes_per_column = 24, copies = 4;
  const auto latent_dim = static_cast<std::size_t>(model.config_.latent_dim);
  return fixed + copies * sizeof(float) * static_cast<double>(model.parameters()) +
         bytes_per_column * static_cast<double>(model.features()) +
         static_cast<double>(record_bytes(latent_dim)) *
             static_cast<double>(model.history_.size()) +
         largest_columns_size(model.columns_) + largest_fitted_size(model.fitted_) +
         static_cast<double>(model.attachment_.size());
}

std::vector<std::uint8_t> ModelFile::write(const Model& model) {
  const auto& network = *model.network_;
  const auto& optimiser = *model.optimiser_;
  ByteWriter out;
  out.reserve(static_cast<std::size_t>(largest_size(model)));
  out.put_all(std::span<const std::uint8_t>(magic));
  out.put(version);
  out.put(std::uint32_t{0});
  write_section(out, config_tag, [&] {
    write_config(
        out, {model.config_, model.likelihood_, static_cast<std::uint32_t>(network.features())});
  });
  if (!model.columns_.empty())
    write_section(out, columns_tag, [&] { write_columns(out, model.columns_); });
  write_section(out, scaling_tag, [&] { write_scaling(out, *model.scaling_); });
  write_section(out, state_tag, [&] {
    for (const auto n : {model.counters_.rows, model.counters_.epochs_started, model.generated_,
                         optimiser.steps()})
      out.put(n);
    const auto& rate = model.learning_rate_.state();
    out.put(rate.rate);
    out.put(rate.best);
    out.put(rate.bad_epochs);
    out.put(std::uint32_t{rate.held_out});
  });
  const auto put = [&](const Vector<float>& block) {
    out.put_all(std::span<const float>(network.unpack(block)));
  };
  write_section(out, parameters_tag, [&] { put(model.best_.last(network.parameters())); });
  write_section(out, optimiser_tag, [&] {
    put(optimiser.first_moment());
    put(optimiser.second_moment());
  });
  write_section(out, history_tag, [&] { write_history(out, model.history_); });
  write_section(out, best_tag, [&] { write_best(out, model.best_, network); });
  if (const auto& threshold = model.fitted_.threshold)
    write_section(out, threshold_tag, [&] { write_threshold(out, *threshold); });
  if (const auto& mixture = model.fitted_.mixture)
    write_section(out, mixture_tag, [&] { write_mixture(out, *mixture); });
  if (!model.attachment_.empty())
    write_section(out, attachment_tag,
                  [&] { out.put_all(std::span<const std::uint8_t>(model.attachment_)); });
  out.put(crc32(out.bytes()));
  return out.take();
}

std::variant<Model, std::string> ModelFile::read(std::span<const std::uint8_t> bytes, int threads) {
  ByteReader in(bytes);
  const auto found = in.take(std::min(bytes.size(), magic.size()));
  if (!std::equal(found.begin(), found.end(), magic.begin()) || bytes.empty())
    return "this is not a model file of vae1: it does not begin with the signature";
  const auto file_version = in.get<std::uint32_t>();
  const auto zero = in.get<std::uint32_t>();
  if (in.left() < sizeof(std::uint32_t)) return "the model file is incomplete";
  if (file_version > version)
    return "the model file has format version " + std::to_string(file_version) +
           ", from a later release; this one reads up to " + std::to_string(version);
  const auto content = bytes.first(bytes.size() - sizeof(std::uint32_t));
  if (ByteReader(bytes.last(sizeof(std::uint32_t))).get<std::uint32_t>() != crc32(content))
    return "the model file is damaged or incomplete: its checksum does not match";

  // From here on a fault means that another program wrote the file, or that this one has a bug.
  const auto bad = [](const char* what) {
    return std::string("the model file's ") + what + " section is not valid";
  };
  if (file_version != version || zero != 0) return "the model file's header is not valid";
  in = ByteReader(content.subspan(magic.size() + 2 * sizeof(std::uint32_t)));

  const auto config_bytes = read_section(in, config_tag);
  const auto config = config_bytes ? read_config(*config_bytes) : std::nullopt;
  if (!config) return bad("CONF");
  std::vector<Column> table;
  if (config->resolved == Likelihood::mixed) {
    const auto columns_bytes = read_section(in, columns_tag);
    auto read = columns_bytes ? read_columns(*columns_bytes, config->features) : std::nullopt;
    if (!read) return bad("COLS");
    table = std::move(*read);
  }
  const auto scaling_bytes = read_section(in, scaling_tag);
  auto scaling = scaling_bytes ? read_scaling(*scaling_bytes, *config, table) : std::nullopt;
  if (!scaling) return bad("SCAL");
  const auto state_bytes = read_section(in, state_tag);
  const auto state = state_bytes ? read_state(*state_bytes) : std::nullopt;
  if (!state) return bad("STAT");

  Model model(config->config, threads);
  // Check sizes against the available bytes before creating the network.
  const auto architecture = architecture_of(config->config, static_cast<Index>(config->features),
                                            config->resolved, table);
  const double count = NetworkSizes(architecture).parameters();
  auto parameter_bytes = read_section(in, parameters_tag);
  if (!parameter_bytes || static_cast<double>(parameter_bytes->left()) != count * sizeof(float))
    return bad("PARM");
  const auto size = static_cast<std::size_t>(count);
  const auto parameters = parameter_bytes->get_all<float>(size);
  if (!all_finite(parameters)) return bad("PARM");

  auto optimiser_bytes = read_section(in, optimiser_tag);
  if (!optimiser_bytes || optimiser_bytes->left() != 2 * size * sizeof(float)) return bad("ADAM");
  const auto first_moment = optimiser_bytes->get_all<float>(size);
  const auto second_moment = optimiser_bytes->get_all<float>(size);
  if (!all_finite(first_moment) || !all_finite(second_moment) ||
      std::any_of(second_moment.begin(), second_moment.end(), [](float v) { return v < 0; }))
    return bad("ADAM");

  const auto history_bytes = read_section(in, history_tag);
  auto history = history_bytes ? read_history(*history_bytes,
                                              static_cast<std::size_t>(config->config.latent_dim))
                               : std::nullopt;
  if (!history) return bad("HIST");
  const auto best_bytes = read_section(in, best_tag);
  const auto best = best_bytes ? read_best(*best_bytes, size, *history) : std::nullopt;
  if (!best) return bad("BEST");

  Model::Fitted fitted;
  if (begins_with(in, threshold_tag)) {
    const auto content_of = read_section(in, threshold_tag);
    if (content_of) fitted.threshold = read_threshold(*content_of);
    if (!fitted.threshold) return bad("ANOM");
  }
  if (begins_with(in, mixture_tag)) {
    const auto content_of = read_section(in, mixture_tag);
    if (content_of) fitted.mixture = read_mixture(*content_of, config->config.latent_dim);
    if (!fitted.mixture) return bad("MIXT");
  }
  if (begins_with(in, attachment_tag)) {
    auto content_of = read_section(in, attachment_tag);
    if (!content_of || content_of->left() == 0) return bad("ATTA");
    model.attachment_ = content_of->get_all<std::uint8_t>(content_of->left());
  }
  if (in.left() != 0) return bad("last");

  model.columns_ = std::move(table);
  model.make_network(std::move(*scaling), architecture);
  const auto packed = [&](const std::vector<float>& numbers) {
    Vector<float> block;
    model.network_->pack(numbers, block);
    return block;
  };
  model.network_->parameters() = packed(parameters);
  model.optimiser_->restore(packed(first_moment), packed(second_moment), state->optimiser_steps);
  model.learning_rate_.restore(state->learning_rate);
  if (best->origin.epoch != 0) model.best_.restore(best->origin, packed(best->parameters));
  model.best_.serve(model.network_->parameters());
  model.counters_ = {state->rows, state->epochs_started};
  model.generated_ = state->generated;
  model.history_ = std::move(*history);
  model.fitted_ = std::move(fitted);
  return model;
}

}  // namespace vae1
