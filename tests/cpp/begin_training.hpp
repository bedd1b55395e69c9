// Prepares a model up to its first batch.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <utility>

#include "model.hpp"
#include "training/intake.hpp"

namespace vae1 {

// held_out: the held-out rows, if any.
inline void begin_training(Model& model, const Rows& rows, std::optional<Rows> held_out = {},
                           std::optional<EarlyStopping> stopping = {}) {
  Intake intake(model.config(), model.preparation(),
                {static_cast<std::uint64_t>(rows.count), rows.features, rows.kind});
  ASSERT_FALSE(intake.inspect(rows));
  if (held_out) {
    intake.begin_held_out(static_cast<std::uint64_t>(held_out->count), held_out->kind);
    ASSERT_FALSE(intake.inspect_held_out(*held_out));
  }
  ASSERT_FALSE(intake.prepare());
  intake.store(rows);
  if (held_out) intake.store_held_out(*held_out);
  model.begin_training(std::move(intake).start(stopping));
}

}  // namespace vae1
