// Prepares a model up to its first batch.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>

#include "model.hpp"

namespace vae1 {

// held_out: the held-out rows, if any.
inline void begin_training(Model& model, const Rows& rows, std::optional<Rows> held_out = {},
                           std::optional<EarlyStopping> stopping = {}) {
  ColumnStatistics statistics(rows.features, model.takes_gaps());
  ASSERT_FALSE(statistics.add(rows));
  std::optional<Marginals> marginals;
  if (!model.columns().empty()) {
    marginals.emplace(std::vector(model.columns().begin(), model.columns().end()),
                      static_cast<std::uint64_t>(rows.count), model.config().seed);
    marginals->add(rows, 0);
  }
  const auto preparation = model.prepare(statistics, marginals ? &*marginals : nullptr);
  ASSERT_FALSE(preparation.fault);
  const auto count = static_cast<std::uint64_t>(rows.count);
  Dataset stored(count, rows.features, rows.kind, preparation.likelihood);
  stored.append(rows, *preparation.scaling);
  std::unique_ptr<Validation> validation;
  if (held_out) {
    HeldOutRows apart(static_cast<std::uint64_t>(held_out->count), rows.features, rows.kind,
                      preparation.likelihood);
    apart.append(*held_out, *preparation.scaling);
    validation = std::make_unique<Validation>(std::move(apart), stopping);
  }
  model.begin_training(std::move(stored), preparation, std::move(validation));
}

}  // namespace vae1
