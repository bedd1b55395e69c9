#include "read.hpp"

#include "../model.hpp"

namespace vae1 {
namespace {

std::optional<Fault> fault_in(const Model& model, const Block& block) {
  auto fault = vae1::fault_in(block.rows, model.likelihood(), model.takes_gaps());
  if (fault) fault->row += block.first;
  return fault;
}

}  // namespace

bool ReadResult::room(double bytes) {
  missing_ = can_allocate(bytes) ? 0 : bytes;
  return missing_ == 0;
}

void* ReadResult::reserve(double count, double besides) {
  const double bytes = count * (doubles_ ? sizeof(double) : sizeof(float));
  if (!room(bytes + besides)) return nullptr;
  void* memory = memory_.reserve(static_cast<std::size_t>(bytes));
  count_ = static_cast<std::size_t>(count);
  if (!memory) missing_ = bytes;
  return memory;
}

void ReadResult::clear() {
  count_ = 0;
  missing_ = 0;
}

double ReadCall::argument(std::string_view name) const {
  std::size_t i = 0;
  while (name != entry.arguments[i]) ++i;
  return arguments[i];
}

std::optional<Fault> Reads::begin(Model& model, const ReadEntry& entry, const Block& block,
                                  std::span<const double> arguments) {
  long_.reset();
  result_.clear();
  if (entry.block == BlockOf::rows)
    if (const auto fault = fault_in(model, block)) return fault;
  ReadCall call = {entry, model, block, arguments, result_};
  if (entry.read)
    entry.read(call);
  else
    long_ = entry.begin(call);
  return std::nullopt;
}

std::optional<Fault> Reads::add(const Model& model, const Block& block) {
  if (const auto fault = fault_in(model, block)) return fault;
  long_->add(block.rows);
  return std::nullopt;
}

const ReadResult& Reads::result() {
  if (long_) long_->finish(result_);
  long_.reset();
  return result_;
}

}  // namespace vae1
