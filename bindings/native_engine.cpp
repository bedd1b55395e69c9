#include "native_engine.hpp"

#include <array>
#include <limits>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "file/model_file.hpp"
#include "values.hpp"

namespace vae1 {

using emscripten::typed_memory_view;
using emscripten::val;

std::string NativeEngine::configure(const val& options, int threads) {
  auto config = config_from(options);
  if (!valid(config)) return "the options are not valid";
  if (config.image) {
    const auto features = static_cast<Index>(config.image.size());
    const auto fault = invalid(architecture_of(config, features, Likelihood::bernoulli, {}));
    if (!fault.empty()) return "the network has " + fault;
  }
  model_.emplace(std::move(config), threads);
  return {};
}

std::string NativeEngine::load(int threads, const val& deterministic) {
  const std::span bytes(static_cast<const std::uint8_t*>(input_.data()), staged_bytes_);
  SavedModel saved;
  auto unreadable = read_model_file(bytes, saved);
  input_.release();  // a file is much larger than later chunks
  if (!unreadable.empty()) return unreadable;
  auto restored = Model::restored(std::move(saved), threads);
  if (auto* fault = std::get_if<std::string>(&restored)) return std::move(*fault);
  model_.emplace(std::move(std::get<Model>(restored)));
  if (!deterministic.isUndefined()) model_->set_deterministic(deterministic.as<bool>());
  return {};
}

val NativeEngine::stage(const val& bytes, int bytes_per_value) {
  staged_bytes_ = bytes["length"].as<std::size_t>();
  staged_kind_ = bytes_per_value == 8   ? RowKind::float64
                 : bytes_per_value == 4 ? RowKind::float32
                                        : RowKind::bytes;
  auto* memory = static_cast<std::uint8_t*>(input_.reserve(staged_bytes_));
  if (!memory) return val(static_cast<double>(staged_bytes_));
  val(typed_memory_view(staged_bytes_, memory)).call<void>("set", bytes);
  return val::undefined();
}

val NativeEngine::facts() const {
  auto history = val::array();
  for (const auto& record : model_->history()) history.call<void>("push", as_object(record));

  auto facts = val::object();
  put(facts, "options", as_object(model_->config()));
  put(facts, "history", history);
  put(facts, "epochsBegun", static_cast<double>(model_->epochs_begun()));
  put(facts, "bestEpoch", static_cast<double>(model_->best_epoch()));
  put(facts, "features", static_cast<double>(model_->features()));
  put(facts, "rows", static_cast<double>(model_->rows()));
  put(facts, "likelihood", static_cast<double>(model_->likelihood()));
  put(facts, "prior", static_cast<double>(model_->fitted().prior));
  put(facts, "parameters", static_cast<double>(model_->parameters()));
  auto columns = val::array();
  for (const auto& column : model_->columns()) columns.call<void>("push", as_object(column));
  put(facts, "columns", columns);
  if (const auto attachment = model_->attachment(); !attachment.empty())
    put(facts, "attachment", owned(attachment.data(), attachment.size()));
  return facts;
}

val NativeEngine::save() {
  const std::span staged(static_cast<const std::uint8_t*>(input_.data()), staged_bytes_);
  model_->set_attachment({staged.begin(), staged.end()});
  if (const double bytes = model_->saved_bytes(); !can_allocate(bytes)) return val(bytes);
  auto saved = model_->saved();
  // The file lies outside WebAssembly's memory, which may have no room for it besides the tensors.
  const auto file = val::global("Uint8Array").new_(static_cast<double>(model_file_size(saved)));
  double at = 0;
  write_model_file(saved, [&](std::span<const std::uint8_t> piece) {
    file.call<void>("set", val(typed_memory_view(piece.size(), piece.data())), at);
    at += static_cast<double>(piece.size());
  });
  return file;
}

void NativeEngine::set_columns(const val& given) {
  if (model_->trained()) return;
  std::vector<Column> columns;
  for (const auto& each : emscripten::vecFromJSArray<val>(given))
    columns.push_back(column_from(each));
  model_->set_columns(std::move(columns));
}

val NativeEngine::begin_intake(double rows, double features, int kind, double share) {
  const Intake::Form form = {static_cast<std::uint64_t>(rows), static_cast<Index>(features),
                             static_cast<RowKind>(kind)};
  held_out_bytes_ = 0;
  bytes_ = model_->training_bytes(rows, features, form.kind) + Intake::bytes(features);
  // `rows` already counts the rows of a share.
  if (share > 0) bytes_ += model_->held_out_bytes(0, features, form.kind);
  if (!can_allocate(bytes_)) return val(bytes_);
  intake_.emplace(model_->config(), model_->preparation(), form, share);
  return val::undefined();
}

val NativeEngine::begin_held_out(double rows, int kind) {
  const auto features = static_cast<double>(intake_->form().features);
  held_out_bytes_ = model_->held_out_bytes(rows, features, static_cast<RowKind>(kind));
  const double bytes = bytes_ + held_out_bytes_;
  if (!can_allocate(bytes)) return val(bytes);
  intake_->begin_held_out(static_cast<std::uint64_t>(rows), static_cast<RowKind>(kind));
  return val::undefined();
}

val NativeEngine::inspect(double rows, bool held_out) {
  const auto block = staged(rows, intake_->form().features);
  return as_object(held_out ? intake_->inspect_held_out(block) : intake_->inspect(block));
}

val NativeEngine::prepare() { return as_object(intake_->prepare()); }

val NativeEngine::prepare_stream(double shuffle_rows, double piece, double rows) {
  std::optional<std::uint64_t> known;
  if (rows > 0) known = static_cast<std::uint64_t>(rows);
  const auto size = model_->stream_buffer(static_cast<std::uint64_t>(shuffle_rows),
                                          static_cast<std::uint64_t>(piece), known);
  const double bytes = model_->stream_bytes(size, static_cast<double>(intake_->form().features),
                                            intake_->form().kind) +
                       held_out_bytes_;
  if (!can_allocate(bytes)) return val(bytes);
  const auto fault = intake_->prepare_stream(size, known);
  stream_ = intake_->stream();
  return as_object(fault);
}

void NativeEngine::store(double rows, bool held_out) {
  const auto block = staged(rows, intake_->form().features);
  held_out ? intake_->store_held_out(block) : intake_->store(block);
}

val NativeEngine::append(double rows) {
  return as_object(stream_->append(staged(rows, stream_->features())));
}

void NativeEngine::begin_training(int patience, double min_delta) {
  std::optional<EarlyStopping> stopping;
  if (patience > 0) stopping = {static_cast<std::uint32_t>(patience), min_delta};
  model_->begin_training(std::move(*intake_).start(stopping));
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
  put(object, "batches", batches ? static_cast<double>(*batches) : unknown);
  put(object, "batchLoss", run.means().batch_loss());
  return object;
}

val NativeEngine::epoch_end() const {
  auto object = val::object();
  put(object, "record", as_object(model_->history().back()));
  put(object, "bestEpoch", static_cast<double>(model_->best_epoch()));
  put(object, "earlyStop", val(model_->early_stop()));
  return object;
}

void NativeEngine::end_training() {
  stream_ = nullptr;
  model_->end_training();
}

void NativeEngine::drop_rows() {
  stream_ = nullptr;
  intake_.reset();
}

val NativeEngine::begin(const std::string& name, double rows, double first, const val& arguments) {
  const auto& entry = read_named(name);
  std::array<double, most_arguments> numbers{};
  for (std::size_t i = 0; i < numbers.size() && entry.arguments[i]; ++i)
    numbers[i] = number_of(arguments, entry.arguments[i]);
  const auto fault = reads_.begin(*model_, entry, block(rows, first), numbers);
  if (entry.block == BlockOf::numbers) input_.release();  // there may be many
  if (const double missing = reads_.missing(); missing > 0) return val(missing);
  return as_object(fault);
}

val NativeEngine::add(double rows, double first) {
  return as_object(reads_.add(*model_, block(rows, first)));
}

val NativeEngine::result() {
  const auto& result = reads_.result();
  if (result.missing() > 0) return val(result.missing());
  if (result.doubles()) return owned(static_cast<const double*>(result.data()), result.count());
  return owned(static_cast<const float*>(result.data()), result.count());
}

Rows NativeEngine::staged(double rows, Index features) const {
  const void* data = staged_bytes_ == 0 ? nullptr : input_.data();
  return {data, staged_kind_, static_cast<Index>(rows), features};
}

Block NativeEngine::block(double rows, double first) const {
  return {staged(rows, model_->features()), static_cast<std::uint64_t>(first)};
}

}  // namespace vae1
