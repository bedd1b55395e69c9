#include "engine.hpp"

#include <limits>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "file/model_file.hpp"
#include "owned.hpp"

namespace vae1 {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

val as_object(const Fault& fault) {
  auto object = val::object();
  object.set("kind", static_cast<int>(fault.kind));
  object.set("row", static_cast<double>(fault.row));
  object.set("column", static_cast<double>(fault.column));
  object.set("value", fault.value);
  return object;
}

val as_object(const std::optional<Fault>& fault) {
  return fault ? as_object(*fault) : val::undefined();
}

val as_object(const EpochRecord& record) {
  auto object = val::object();
  object.set("epoch", static_cast<double>(record.epoch));
  object.set("loss", record.training.loss);
  object.set("reconstruction", record.training.reconstruction);
  object.set("kl", record.training.kl);
  return object;
}

}  // namespace

std::string Engine::configure(const val& options, int threads) {
  Config config;
  config.hidden_dims =
      emscripten::convertJSArrayToNumberVector<std::int32_t>(options["hiddenDims"]);
  config.latent_dim = options["latentDim"].as<std::int32_t>();
  config.activation = static_cast<Activation>(options["activation"].as<int>());
  config.likelihood = static_cast<Likelihood>(options["likelihood"].as<int>());
  config.beta = options["beta"].as<double>();
  config.learning_rate = options["learningRate"].as<double>();
  config.batch_size = options["batchSize"].as<std::int32_t>();
  config.epochs = options["epochs"].as<std::int32_t>();
  config.seed = static_cast<std::uint64_t>(options["seed"].as<double>());
  config.deterministic = options["deterministic"].as<bool>();
  auto fault = invalid(config);
  if (fault.empty()) model_.emplace(std::move(config), threads);
  return fault;
}

std::string Engine::load(int threads) {
  const std::span bytes(static_cast<const std::uint8_t*>(input_.data()), staged_bytes_);
  auto result = ModelFile::read(bytes, threads);
  input_.release();  // a file is much larger than the chunks that follow
  if (auto* fault = std::get_if<std::string>(&result)) return std::move(*fault);
  model_.emplace(std::move(std::get<Model>(result)));
  return {};
}

bool Engine::stage(const val& bytes) {
  staged_bytes_ = bytes["length"].as<std::size_t>();
  auto* memory = input_.reserve<std::uint8_t>(staged_bytes_);
  if (!memory) return false;
  val(typed_memory_view(staged_bytes_, memory)).call<void>("set", bytes);
  return true;
}

val Engine::facts() const {
  const auto& config = model_->config();
  auto options = val::object();
  options.set("hiddenDims", val::array(config.hidden_dims));
  options.set("latentDim", config.latent_dim);
  options.set("activation", static_cast<int>(config.activation));
  options.set("likelihood", static_cast<int>(config.likelihood));
  options.set("beta", config.beta);
  options.set("learningRate", config.learning_rate);
  options.set("batchSize", config.batch_size);
  options.set("epochs", config.epochs);
  options.set("seed", static_cast<double>(config.seed));
  options.set("deterministic", config.deterministic);

  auto history = val::array();
  for (const auto& record : model_->history()) history.call<void>("push", as_object(record));

  auto facts = val::object();
  facts.set("options", options);
  facts.set("history", history);
  facts.set("features", static_cast<double>(model_->trained() ? model_->features() : 0));
  facts.set("rows", static_cast<double>(model_->rows()));
  facts.set("likelihood", static_cast<int>(model_->likelihood()));
  facts.set("parameters", static_cast<double>(model_->parameters()));
  return facts;
}

val Engine::save() const {
  // Parameters and two moments, scaling and history, with room to spare.
  const double bytes = 16.0 * static_cast<double>(model_->parameters()) +
                       64.0 * static_cast<double>(model_->features()) +
                       64.0 * static_cast<double>(model_->history().size()) + fitted_bytes() +
                       65536;
  if (!can_allocate(bytes)) return val::undefined();
  const auto file = ModelFile::write(*model_);
  return owned(file.data(), file.size());
}

double Engine::training_bytes(double rows, double features, int kind) const {
  // Beside the training itself: the statistics, the scaling, and a chunk of one row at the least.
  constexpr double bytes_per_feature = 16 * sizeof(double);
  return model_->training_bytes(rows, features, static_cast<RowKind>(kind)) +
         bytes_per_feature * features;
}

bool Engine::can_allocate(double bytes) const {
  constexpr double address_space = 4294967296.0;
  if (!(bytes >= 0 && bytes < address_space)) return false;
  void* memory = std::malloc(static_cast<std::size_t>(bytes));
  std::free(memory);
  return memory != nullptr;
}

void Engine::begin_inspection(double rows, double features, int kind) {
  intake_.emplace(Intake{static_cast<std::uint64_t>(rows),
                         static_cast<RowKind>(kind),
                         ColumnStatistics(static_cast<Index>(features)),
                         {},
                         {},
                         {}});
}

val Engine::inspect(double rows, int kind) {
  auto& statistics = intake_->statistics;
  return as_object(statistics.add(staged(rows, statistics.features(), kind)));
}

val Engine::prepare() {
  auto& intake = *intake_;
  intake.preparation = model_->prepare(intake.statistics);
  if (intake.preparation.fault) return as_object(*intake.preparation.fault);
  intake.data.emplace(intake.rows, intake.statistics.features(), intake.kind,
                      intake.preparation.likelihood);
  return val::undefined();
}

void Engine::store(double rows, int kind) {
  auto& intake = *intake_;
  intake.data->append(staged(rows, intake.statistics.features(), kind),
                      *intake.preparation.scaling);
}

namespace {

std::optional<std::uint64_t> if_known(double rows) {
  if (rows == 0) return std::nullopt;
  return static_cast<std::uint64_t>(rows);
}

}  // namespace

double Engine::stream_bytes(double shuffle_rows, double piece, double rows) const {
  const auto size = model_->stream_buffer(static_cast<std::uint64_t>(shuffle_rows),
                                          static_cast<std::uint64_t>(piece), if_known(rows));
  return model_->stream_bytes(size, static_cast<double>(intake_->statistics.features()),
                              intake_->kind);
}

val Engine::prepare_stream(double shuffle_rows, double piece, double rows) {
  auto& intake = *intake_;
  intake.preparation = model_->prepare(intake.statistics);
  if (intake.preparation.fault) return as_object(*intake.preparation.fault);
  const auto size = model_->stream_buffer(static_cast<std::uint64_t>(shuffle_rows),
                                          static_cast<std::uint64_t>(piece), if_known(rows));
  intake.stream = std::make_unique<ShuffleBuffer>(size, intake.kind, intake.preparation.likelihood,
                                                  *intake.preparation.scaling, if_known(rows));
  stream_ = intake.stream.get();
  return val::undefined();
}

val Engine::append(double rows, int kind) {
  return as_object(stream_->append(staged(rows, stream_->features(), kind)));
}

void Engine::begin_training() {
  if (intake_->stream)
    model_->begin_training(std::move(intake_->stream), intake_->preparation);
  else
    model_->begin_training(std::move(*intake_->data), intake_->preparation);
  intake_.reset();
}

int Engine::train_batch() {
  const auto outcome = model_->train_batch();
  if (outcome == BatchOutcome::diverged) stream_ = nullptr;
  return static_cast<int>(outcome);
}

val Engine::progress() const {
  const auto& run = *model_->run();
  const auto means = run.running_means();
  auto object = val::object();
  constexpr auto unknown = std::numeric_limits<double>::infinity();
  const auto batches = run.batches();
  object.set("batches", batches ? static_cast<double>(*batches) : unknown);
  object.set("batchLoss", run.batch_loss());
  object.set("loss", means.loss);
  object.set("reconstruction", means.reconstruction);
  object.set("kl", means.kl);
  return object;
}

val Engine::last_epoch() const { return as_object(model_->history().back()); }

void Engine::end_training() {
  stream_ = nullptr;
  model_->end_training();
}

void Engine::drop_rows() {
  stream_ = nullptr;
  intake_.reset();
}

val Engine::fault_in(double rows, int kind) {
  return as_object(model_->fault_in(staged(rows, kind)));
}

val Engine::encode(double rows, int kind) {
  const auto half =
      static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->config().latent_dim);
  auto* out = output_.reserve<float>(2 * half);
  if (!out) return val::undefined();
  model_->encode(staged(rows, kind), out, out + half);
  return owned(out, 2 * half);
}

val Engine::decode(double latents) {
  const auto values =
      static_cast<std::size_t>(latents) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->decode(static_cast<const float*>(input_.data()), static_cast<Index>(latents), out);
  return owned(out, values);
}

val Engine::reconstruct(double rows, int kind) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->reconstruct(staged(rows, kind), out);
  return owned(out, values);
}

val Engine::generate(double seed, double first, double rows, int source, bool mean) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->generate(static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first),
                   static_cast<Index>(rows), static_cast<LatentSource>(source), mean, out);
  return owned(out, values);
}

val Engine::row_losses(double rows, int kind, int latent, double seed, double first) {
  const auto count = static_cast<std::size_t>(rows);
  auto* out = output_.reserve<double>(2 * count);
  if (!out) return val::undefined();
  model_->row_losses(staged(rows, kind), static_cast<LatentChoice>(latent),
                     static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first), out,
                     out + count);
  return owned(out, 2 * count);
}

Rows Engine::staged(double rows, Index features, int kind) const {
  return {input_.data(), static_cast<RowKind>(kind), static_cast<Index>(rows), features};
}

}  // namespace vae1
