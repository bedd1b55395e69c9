// A model as plain data, between Model and any format: Model::saved() gives one, Model::restored()
// takes one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anomaly/threshold.hpp"
#include "config.hpp"
#include "data/column.hpp"
#include "data/feature_scaling.hpp"
#include "layers/parameters.hpp"
#include "network/architecture.hpp"
#include "prior/gaussian_mixture.hpp"
#include "schedules/learning_rate.hpp"
#include "training/best_weights.hpp"
#include "training/history.hpp"

namespace vae1 {

struct SavedTensor {
  std::string name;  // after one of the prefixes below, that of the network: "encoder.0.weight"
  std::vector<std::uint64_t> shape;
  std::vector<float> values;  // row by row
};

// What was fitted to a model's weights.
struct Fitted {
  std::optional<Threshold> threshold;
  std::optional<GaussianMixture> mixture;
  Prior prior = Prior::standard;  // in use, so not automatic
};

struct SavedModel {
  Config config;
  std::uint32_t features = 0;                     // D
  Likelihood likelihood = Likelihood::automatic;  // in use, so not automatic
  std::vector<Column> columns;                    // of a mixed table, otherwise empty
  LayerLists layers;
  GaussianCopula copula;  // if it was fitted
  struct Scaling {
    std::uint64_t rows = 0;
    std::vector<FeatureScaling::Column> columns;  // `modelled` follows from the table's columns
  } scaling;
  struct State {
    std::uint64_t rows = 0;          // of the last training
    std::uint64_t epochs_begun = 0;  // includes aborted ones
    std::uint64_t generated = 0;     // rows without an explicit seed
    std::uint64_t optimiser_steps = 0;
    LearningRate::State learning_rate;
  } state;
  std::vector<EpochRecord> history;
  BestWeights::Origin best;
  Fitted fitted;
  std::vector<float> reference_rows;  // M x D, in the model's units
  std::vector<std::uint8_t> attachment;
  // Of the network, tensor by tensor: the weights that training continues from, the optimiser's
  // moments, and the best weights if there are any.
  std::vector<SavedTensor> tensors;
  enum Part { weights, first_moment, second_moment, best_weights };
  static constexpr const char* prefixes[] = {"", "optimiser.firstMoment.",
                                             "optimiser.secondMoment.", "best."};

  std::size_t parts() const { return best.epoch == 0 ? 3 : 4; }
  // numbers: of all tensors of a network, one after another.
  void add(Part part, const ParameterLayout& layout, std::span<const float> numbers);
  static std::string name_of(Part part, const std::string& name) {
    return std::string(prefixes[part]).append(name);
  }
};

// What is wrong with all but the layers and the tensors, or an empty string.
std::string invalid(const SavedModel& saved);

// The sentence for a part that is not.
std::string not_valid(const std::string& part);

std::vector<std::uint64_t> shape_of(const Tensor& tensor);

}  // namespace vae1
