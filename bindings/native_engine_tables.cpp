// Calls for mixed tables: their columns, and rows in double precision.
#include <vector>

#include "native_engine.hpp"
#include "owned.hpp"

namespace vae1 {
namespace {

using emscripten::val;

// For a table's real columns, the deviation of a cell cannot fall below a hundredth of the
// column's. Without this bound, densities at a row's own values would grow without limit, outweigh
// the other columns and memorise rows.
constexpr double smallest_variance = 1e-4;

Column column_from(const val& given) {
  Column column;
  column.kind = static_cast<ColumnKind>(given["kind"].as<int>());
  column.levels = given["levels"].as<std::int32_t>();
  column.optional = given["optional"].as<bool>();
  column.condition = given["condition"].as<bool>();
  column.scored = given["scored"].as<bool>();
  column.coding = static_cast<RealCoding>(given["coding"].as<int>());
  column.smallest_variance = smallest_variance;
  return column;
}

}  // namespace

void NativeEngine::set_columns(const val& given) {
  std::vector<Column> columns;
  for (const auto& each : emscripten::vecFromJSArray<val>(given))
    columns.push_back(column_from(each));
  model_->set_columns(std::move(columns));
}

// The staged conditions, or null.
const double* NativeEngine::staged_conditions() const {
  return staged_bytes_ == 0 ? nullptr : static_cast<const double*>(input_.data());
}

val NativeEngine::generate_table(double seed, double first, double rows, int source) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<double>(values);
  if (!out) return val::undefined();
  model_->generate_rows(static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first),
                        static_cast<Index>(rows), static_cast<LatentSource>(source),
                        staged_conditions(), out);
  return owned(out, values);
}

bool NativeEngine::begin_imputation(double rows, double first, double draws, double seed) {
  const auto features = static_cast<double>(model_->features());
  if (!can_allocate(Imputation::bytes(rows, features, model_->config().latent_dim, draws) +
                    sizeof(double) * draws * rows * features))
    return false;
  imputation_.emplace(model_->inference(), staged(rows, static_cast<int>(RowKind::float64)),
                      static_cast<Index>(draws), static_cast<std::uint64_t>(seed),
                      static_cast<std::uint64_t>(first));
  return true;
}

val NativeEngine::completions() {
  const auto values = static_cast<std::size_t>(imputation_->size());
  auto* out = output_.reserve<double>(values);
  if (!out) return val::undefined();
  imputation_->completions(out);
  imputation_.reset();
  return owned(out, values);
}

val NativeEngine::reconstruct_table(double rows) {
  const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<double>(values);
  if (!out) return val::undefined();
  model_->reconstruct_rows(staged(rows, static_cast<int>(RowKind::float64)), out);
  return owned(out, values);
}

val NativeEngine::decode_table(double latents, const val& given) {
  const auto values =
      static_cast<std::size_t>(latents) * static_cast<std::size_t>(model_->features());
  auto* out = output_.reserve<double>(values);
  if (!out) return val::undefined();
  const auto conditions = emscripten::convertJSArrayToNumberVector<double>(given);
  model_->decode_rows(static_cast<const float*>(input_.data()),
                      conditions.empty() ? nullptr : conditions.data(), static_cast<Index>(latents),
                      out);
  return owned(out, values);
}

}  // namespace vae1
