// A model that has seen its rows and stands before its first batch.
#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "model.hpp"

namespace vae1 {

inline void begin_training(Model& model, const Rows& rows) {
  ColumnStatistics statistics(rows.features);
  ASSERT_FALSE(statistics.add(rows));
  const auto preparation = model.prepare(statistics);
  ASSERT_FALSE(preparation.fault);
  const auto count = static_cast<std::uint64_t>(rows.count);
  Dataset stored(count, rows.features, rows.kind, preparation.likelihood);
  stored.append(rows, *preparation.scaling);
  model.begin_training(std::move(stored), preparation);
}

}  // namespace vae1
