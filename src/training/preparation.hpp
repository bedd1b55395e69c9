// What a training starts with.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../data/feature_scaling.hpp"
#include "row_source.hpp"
#include "validation.hpp"

namespace vae1 {

// What the training data determine before the first batch. A trained model has its scaling and
// keeps it; the columns of an untrained one are those that its user named.
struct Preparation {
  Likelihood likelihood = Likelihood::automatic;
  std::vector<Column> columns;  // of a mixed table
  std::optional<FeatureScaling> scaling;
};

struct TrainingStart {
  Preparation preparation;
  std::unique_ptr<RowSource> rows;
  std::unique_ptr<Validation> validation;  // null if no rows are held out
};

}  // namespace vae1
