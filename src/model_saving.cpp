// A Model as plain data, and from it.
#include <algorithm>
#include <cmath>
#include <utility>

#include "model.hpp"
#include "network/image_layers.hpp"

namespace vae1 {

double Model::saved_bytes() const {
  constexpr double copies = 5;  // four of the saved model, and the one that is being unpacked
  const double numbers = copies * static_cast<double>(parameters());
  return sizeof(float) * (numbers + copies * static_cast<double>(references_.rows().size()));
}

SavedModel Model::saved() const {
  const auto scaled = scaling_->columns();
  SavedModel saved = {.config = config_,
                      .features = static_cast<std::uint32_t>(features()),
                      .likelihood = likelihood_,
                      .columns = columns_,
                      .layers = network_->architecture().layers,
                      .copula = network_->architecture().copula,
                      .scaling = {scaling_->rows(), {scaled.begin(), scaled.end()}},
                      .state = {counters_.rows, counters_.epochs_begun, generated_,
                                optimiser_->steps(), learning_rate_.state()},
                      .history = history_,
                      .best = best_.origin(),
                      .fitted = fitted_,
                      .reference_rows = {references_.rows().data(),
                                         references_.rows().data() + references_.rows().size()},
                      .attachment = attachment_,
                      .tensors = {}};
  const auto add = [&](SavedModel::Part part, const Vector<float>& block) {
    saved.add(part, network_->layout(), network_->unpack(block));
  };
  const auto& parameters = network_->parameters();
  add(SavedModel::weights, best_.last(parameters));
  add(SavedModel::first_moment, optimiser_->first_moment());
  add(SavedModel::second_moment, optimiser_->second_moment());
  if (saved.best.epoch != 0) add(SavedModel::best_weights, best_.best(parameters));
  return saved;
}

namespace {

// Takes a part's tensors, which must be those of the layout, as one block; or returns the name of
// the one that is not.
std::string take(std::span<SavedTensor> tensors, SavedModel::Part part, const Vae<float>& network,
                 Vector<float>& block) {
  std::vector<float> numbers(static_cast<std::size_t>(network.layout().count()));
  auto to = numbers.begin();
  for (const auto& [own_name, tensor] : network.layout().tensors()) {
    auto& [name, shape, values] = tensors.front();
    tensors = tensors.subspan(1);
    auto expected = SavedModel::name_of(part, own_name);
    if (name != expected || shape != shape_of(tensor) ||
        values.size() != static_cast<std::size_t>(tensor.size()) ||
        !std::all_of(values.begin(), values.end(), [&](float x) {
          return std::isfinite(x) && (part != SavedModel::second_moment || x >= 0);
        }))
      return expected;
    if (tensor.limits != nullptr &&
        !is_masked<float>(*tensor.limits, {values.data(), tensor.rows, tensor.cols}))
      return expected;
    to = std::copy(values.begin(), values.end(), to);
    values = {};
  }
  network.pack(numbers, block);
  return {};
}

}  // namespace

std::variant<Model, std::string> Model::restored(SavedModel&& saved, int threads) {
  if (auto fault = invalid(saved); !fault.empty()) return fault;
  auto& config = saved.config;
  if (config.image) {
    const auto likelihood = make_likelihood<float>(saved.likelihood, saved.features);
    if (!take_image_layers(saved.layers, likelihood->outputs(), config) || !valid(config))
      return not_valid("layers");
  }
  auto architecture =
      architecture_of(config, static_cast<Index>(saved.features), saved.likelihood, saved.columns);
  architecture.layers = std::move(saved.layers);
  architecture.copula = std::move(saved.copula);
  if (const auto fault = invalid(architecture); !fault.empty())
    return not_valid("network has " + fault);
  // What a network of these layers takes, the tensors take too, if they are its own.
  const std::size_t parts = saved.parts();
  double numbers = 0;
  for (const auto& tensor : saved.tensors) numbers += static_cast<double>(tensor.values.size());
  if (numbers != static_cast<double>(parts) * NetworkSizes(architecture).parameters())
    return not_valid("tensors");

  Model model(std::move(saved.config), threads);
  model.columns_ = std::move(saved.columns);
  auto& scaled = saved.scaling.columns;
  for (std::size_t j = 0; j < model.columns_.size(); ++j)
    scaled[j].modelled = !model.columns_[j].condition;
  model.make_network({std::move(scaled), saved.scaling.rows, model.takes_gaps()},
                     std::move(architecture));
  const std::size_t count = model.network_->layout().tensors().size();
  if (saved.tensors.size() != parts * count) return not_valid("tensors");
  Vector<float> blocks[std::size(SavedModel::prefixes)];
  for (std::size_t part = 0; part < parts; ++part) {
    const auto wrong = take(std::span(saved.tensors).subspan(part * count, count),
                            static_cast<SavedModel::Part>(part), *model.network_, blocks[part]);
    if (!wrong.empty()) return not_valid("tensor " + wrong);
  }
  auto& [weights, first_moment, second_moment, best] = blocks;
  model.network_->parameters() = std::move(weights);
  model.optimiser_->restore(std::move(first_moment), std::move(second_moment),
                            saved.state.optimiser_steps);
  model.learning_rate_.restore(saved.state.learning_rate);
  if (saved.best.epoch != 0) model.best_.restore(saved.best, std::move(best));
  model.best_.serve(model.network_->parameters());
  model.counters_ = {saved.state.rows, saved.state.epochs_begun};
  model.generated_ = saved.state.generated;
  model.history_ = std::move(saved.history);
  const auto& kept = saved.reference_rows;
  const auto features = static_cast<Index>(saved.features);
  const auto references = static_cast<Index>(kept.size()) / features;
  model.references_.restore(ConstMatrixView<float>(kept.data(), references, features));
  model.fitted_ = std::move(saved.fitted);
  model.attachment_ = std::move(saved.attachment);
  return model;
}

}  // namespace vae1
