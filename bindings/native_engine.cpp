#include "native_engine.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "config_value.hpp"
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

val as_object(const Losses& losses) {
  auto object = val::object();
  object.set("loss", losses.loss);
  object.set("reconstruction", losses.reconstruction);
  object.set("kl", losses.kl);
  return object;
}

val as_object(const EpochRecord& record) {
  auto object = as_object(record.training);
  object.set("epoch", static_cast<double>(record.epoch));
  object.set("klPerDimension", val::array(record.kl_per_dimension));
  object.set("beta", record.beta);
  object.set("learningRate", record.learning_rate);
  object.set("gradientNorm", record.gradient_norm);
  if (record.validation) object.set("validation", as_object(*record.validation));
  return object;
}

val as_object(const Column& column) {
  auto object = val::object();
  object.set("kind", static_cast<int>(column.kind));
  object.set("levels", column.levels);
  object.set("optional", column.optional);
  object.set("condition", column.condition);
  object.set("scored", column.scored);
  object.set("coding", static_cast<int>(column.coding));
  return object;
}

}  // namespace

std::string NativeEngine::configure(const val& options, int threads) {
  auto config = config_from(options);
  auto fault = invalid(config);
  if (fault.empty()) model_.emplace(std::move(config), threads);
  return fault;
}

std::string NativeEngine::load(int threads) {
  const std::span bytes(static_cast<const std::uint8_t*>(input_.data()), staged_bytes_);
  SavedModel saved;
  auto unreadable = read_model_file(bytes, saved);
  input_.release();  // a file is much larger than later chunks
  if (!unreadable.empty()) return unreadable;
  auto restored = Model::restored(std::move(saved), threads);
  if (auto* fault = std::get_if<std::string>(&restored)) return std::move(*fault);
  model_.emplace(std::move(std::get<Model>(restored)));
  return {};
}

bool NativeEngine::stage(const val& bytes) {
  staged_bytes_ = bytes["length"].as<std::size_t>();
  auto* memory = input_.reserve<std::uint8_t>(staged_bytes_);
  if (!memory) return false;
  val(typed_memory_view(staged_bytes_, memory)).call<void>("set", bytes);
  return true;
}

val NativeEngine::facts() const {
  auto history = val::array();
  for (const auto& record : model_->history()) history.call<void>("push", as_object(record));

  auto facts = val::object();
  facts.set("options", as_object(model_->config()));
  facts.set("history", history);
  facts.set("epochsBegun", static_cast<double>(model_->epochs_begun()));
  facts.set("bestEpoch", best_epoch());
  facts.set("features", static_cast<double>(model_->trained() ? model_->features() : 0));
  facts.set("rows", static_cast<double>(model_->rows()));
  facts.set("likelihood", static_cast<int>(model_->likelihood()));
  facts.set("parameters", static_cast<double>(model_->parameters()));
  auto columns = val::array();
  for (const auto& column : model_->columns()) columns.call<void>("push", as_object(column));
  facts.set("columns", columns);
  if (const auto attachment = model_->attachment(); !attachment.empty())
    facts.set("attachment", owned(attachment.data(), attachment.size()));
  return facts;
}

val NativeEngine::save(double attachment) {
  const std::span staged(static_cast<const std::uint8_t*>(input_.data()),
                         static_cast<std::size_t>(attachment));
  model_->set_attachment({staged.begin(), staged.end()});
  if (!can_allocate(model_->saved_bytes())) return val::undefined();
  auto saved = model_->saved();
  if (!can_allocate(largest_model_file(saved))) return val::undefined();
  const auto file = write_model_file(std::move(saved));
  return owned(file.data(), file.size());
}

double NativeEngine::training_bytes(double rows, double features, int kind) const {
  // Besides the training itself: the statistics, the scaling, and a chunk of at least one row.
  constexpr double bytes_per_feature = 16 * sizeof(double);
  return model_->training_bytes(rows, features, static_cast<RowKind>(kind)) +
         bytes_per_feature * features;
}

double NativeEngine::held_out_bytes(double rows, double features, int kind) const {
  return model_->held_out_bytes(rows, features, static_cast<RowKind>(kind));
}

bool NativeEngine::can_allocate(double bytes) const {
  constexpr double address_space = 4294967296.0;
  if (!(bytes >= 0 && bytes < address_space)) return false;
  void* memory = std::malloc(static_cast<std::size_t>(bytes));
  std::free(memory);
  return memory != nullptr;
}

void NativeEngine::Intake::begin_pass(std::uint64_t seed) {
  passed = 0;
  if (share > 0) draw.emplace(seed, rows, share);
}

template <class Use>
void NativeEngine::Intake::split(const Rows& block, Use&& use) {
  if (draw)
    draw->split(block, [&](bool is_held_out, const Rows& run, std::uint64_t first) {
      use(is_held_out, run, passed + first);
    });
  else
    use(false, block, passed);
  passed += static_cast<std::uint64_t>(block.count);
}

void NativeEngine::begin_inspection(double rows, double features, int kind, double share) {
  const ColumnStatistics none(static_cast<Index>(features), model_->takes_gaps());
  intake_.emplace(Intake{.rows = static_cast<std::uint64_t>(rows),
                         .kind = static_cast<RowKind>(kind),
                         .statistics = none,
                         .share = share});
  auto& intake = *intake_;
  if (share > 0)
    intake.held_out.emplace(
        Intake::HeldOut{HeldOutDraw::count(intake.rows, share), intake.kind, none, {}});
  const auto columns = model_->columns();
  if (!columns.empty() && !model_->trained())
    intake.marginals.emplace(std::vector(columns.begin(), columns.end()), intake.rows,
                             model_->config().seed);
  intake.begin_pass(model_->config().seed);
}

val NativeEngine::inspect(double rows, int kind) {
  auto& intake = *intake_;
  std::optional<Fault> fault;
  intake.split(staged(rows, intake.statistics.features(), kind),
               [&](bool is_held_out, const Rows& run, std::uint64_t first) {
                 auto& statistics = is_held_out ? intake.held_out->statistics : intake.statistics;
                 if (!fault) fault = statistics.add(run, first);
                 if (intake.marginals && !is_held_out) intake.marginals->add(run, first);
               });
  return as_object(fault);
}

void NativeEngine::begin_held_out(double rows, int kind) {
  intake_->held_out.emplace(
      Intake::HeldOut{static_cast<std::uint64_t>(rows),
                      static_cast<RowKind>(kind),
                      ColumnStatistics(intake_->statistics.features(), model_->takes_gaps()),
                      {}});
}

val NativeEngine::inspect_held_out(double rows, int kind) {
  auto& statistics = intake_->held_out->statistics;
  return as_object(statistics.add(staged(rows, statistics.features(), kind)));
}

void NativeEngine::settle() {
  auto& intake = *intake_;
  auto& held_out = intake.held_out;
  intake.preparation = held_out ? model_->prepare(intake.statistics, intake.known_marginals(),
                                                  held_out->statistics, intake.share > 0)
                                : model_->prepare(intake.statistics, intake.known_marginals());
  if (held_out && !intake.preparation.fault)
    held_out->data.emplace(held_out->rows, intake.statistics.features(), held_out->kind,
                           intake.preparation.likelihood);
}

val NativeEngine::fault_of_preparation() const {
  const auto& intake = *intake_;
  const auto& fault = intake.preparation.fault;
  auto object = as_object(fault);
  // Separate held-out rows have their own row numbers, so report where the fault is.
  if (fault && intake.held_out && intake.share == 0)
    object.set("heldOut", !model_->prepare(intake.statistics, intake.known_marginals()).fault);
  return object;
}

val NativeEngine::prepare() {
  auto& intake = *intake_;
  settle();
  if (!intake.preparation.fault) {
    const auto held_out = intake.share > 0 ? intake.held_out->rows : 0;
    intake.data.emplace(intake.rows - held_out, intake.statistics.features(), intake.kind,
                        intake.preparation.likelihood);
    intake.begin_pass(model_->config().seed);
  }
  return fault_of_preparation();
}

void NativeEngine::store(double rows, int kind) {
  auto& intake = *intake_;
  const auto& scaling = *intake.preparation.scaling;
  intake.split(staged(rows, intake.statistics.features(), kind),
               [&](bool is_held_out, const Rows& run, std::uint64_t) {
                 if (is_held_out)
                   intake.held_out->data->append(run, scaling);
                 else
                   intake.data->append(run, scaling);
               });
}

void NativeEngine::store_held_out(double rows, int kind) {
  auto& intake = *intake_;
  intake.held_out->data->append(staged(rows, intake.statistics.features(), kind),
                                *intake.preparation.scaling);
}

namespace {

std::optional<std::uint64_t> if_known(double rows) {
  if (rows == 0) return std::nullopt;
  return static_cast<std::uint64_t>(rows);
}

}  // namespace

double NativeEngine::stream_bytes(double shuffle_rows, double piece, double rows) const {
  const auto size = model_->stream_buffer(static_cast<std::uint64_t>(shuffle_rows),
                                          static_cast<std::uint64_t>(piece), if_known(rows));
  return model_->stream_bytes(size, static_cast<double>(intake_->statistics.features()),
                              intake_->kind);
}

val NativeEngine::prepare_stream(double shuffle_rows, double piece, double rows) {
  auto& intake = *intake_;
  settle();
  if (intake.preparation.fault) return fault_of_preparation();
  const auto size = model_->stream_buffer(static_cast<std::uint64_t>(shuffle_rows),
                                          static_cast<std::uint64_t>(piece), if_known(rows));
  intake.stream = std::make_unique<ShuffleBuffer>(size, intake.kind, intake.preparation.likelihood,
                                                  *intake.preparation.scaling, if_known(rows));
  stream_ = intake.stream.get();
  return val::undefined();
}

val NativeEngine::append(double rows, int kind) {
  return as_object(stream_->append(staged(rows, stream_->features(), kind)));
}

void NativeEngine::begin_training(int patience, double min_delta) {
  auto& intake = *intake_;
  std::unique_ptr<Validation> validation;
  if (intake.held_out) {
    std::optional<EarlyStopping> stopping;
    if (patience > 0) stopping = {static_cast<std::uint32_t>(patience), min_delta};
    validation = std::make_unique<Validation>(std::move(*intake.held_out->data), stopping);
  }
  if (intake.stream)
    model_->begin_training(std::move(intake.stream), intake.preparation, std::move(validation));
  else
    model_->begin_training(std::move(*intake.data), intake.preparation, std::move(validation));
  intake_.reset();
}

int NativeEngine::train_batch() {
  const auto outcome = model_->train_batch();
  if (outcome == BatchOutcome::diverged) stream_ = nullptr;
  return static_cast<int>(outcome);
}

val NativeEngine::progress() const {
  const auto& run = *model_->run();
  auto object = as_object(run.means().losses());
  constexpr auto unknown = std::numeric_limits<double>::infinity();
  const auto batches = run.batches();
  object.set("batches", batches ? static_cast<double>(*batches) : unknown);
  object.set("batchLoss", run.means().batch_loss());
  return object;
}

val NativeEngine::last_epoch() const { return as_object(model_->history().back()); }

void NativeEngine::end_training() {
  stream_ = nullptr;
  model_->end_training();
}

void NativeEngine::drop_rows() {
  stream_ = nullptr;
  intake_.reset();
}

val NativeEngine::fault_in(double rows, int kind) {
  return as_object(model_->fault_in(staged(rows, kind)));
}

val NativeEngine::encode(double rows, int kind) {
  const auto half =
      static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->config().latent_dim);
  auto* out = output_.reserve<float>(2 * half);
  if (!out) return val::undefined();
  model_->encode(staged(rows, kind), out, out + half);
  return owned(out, 2 * half);
}

val NativeEngine::decode(double latents) {
  const auto values =
      static_cast<std::size_t>(latents) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->decode(static_cast<const float*>(input_.data()), static_cast<Index>(latents), out);
  return owned(out, values);
}

val NativeEngine::reconstruct(double rows, int kind) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->reconstruct(staged(rows, kind), out);
  return owned(out, values);
}

val NativeEngine::generate(double seed, double first, double rows, int source, bool mean) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<float>(values);
  if (!out) return val::undefined();
  model_->generate(static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first),
                   static_cast<Index>(rows), static_cast<LatentSource>(source), mean, out);
  return owned(out, values);
}

val NativeEngine::row_losses(double rows, int kind, int latent, double seed, double first) {
  const auto count = static_cast<std::size_t>(rows);
  auto* out = output_.reserve<double>(2 * count);
  if (!out) return val::undefined();
  model_->row_losses(staged(rows, kind), static_cast<LatentChoice>(latent),
                     static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first), out,
                     out + count);
  return owned(out, 2 * count);
}

Rows NativeEngine::staged(double rows, Index features, int kind) const {
  return {input_.data(), static_cast<RowKind>(kind), static_cast<Index>(rows), features};
}

}  // namespace vae1
