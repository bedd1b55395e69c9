#include "config_value.hpp"

namespace vae1 {
namespace {

using emscripten::val;

BetaSchedule beta_from(const val& given) {
  BetaSchedule beta;
  beta.kind = static_cast<BetaSchedule::Kind>(given["kind"].as<int>());
  beta.to = given["to"].as<double>();
  beta.from = given["from"].as<double>();
  beta.epochs = given["epochs"].as<std::int32_t>();
  beta.cycles = given["cycles"].as<std::int32_t>();
  beta.ratio = given["ratio"].as<double>();
  return beta;
}

val as_object(const BetaSchedule& beta) {
  auto object = val::object();
  object.set("kind", static_cast<int>(beta.kind));
  object.set("to", beta.to);
  object.set("from", beta.from);
  object.set("epochs", beta.epochs);
  object.set("cycles", beta.cycles);
  object.set("ratio", beta.ratio);
  return object;
}

LearningRateSchedule learning_rate_from(const val& given) {
  LearningRateSchedule rate;
  rate.kind = static_cast<LearningRateSchedule::Kind>(given["kind"].as<int>());
  rate.initial = given["initial"].as<double>();
  rate.epochs = given["epochs"].as<std::int32_t>();
  rate.warmup = given["warmup"].as<std::int32_t>();
  rate.final = given["final"].as<double>();
  rate.factor = given["factor"].as<double>();
  rate.patience = given["patience"].as<std::int32_t>();
  rate.threshold = given["threshold"].as<double>();
  rate.minimum = given["minimum"].as<double>();
  return rate;
}

val as_object(const LearningRateSchedule& rate) {
  auto object = val::object();
  object.set("kind", static_cast<int>(rate.kind));
  object.set("initial", rate.initial);
  object.set("epochs", rate.epochs);
  object.set("warmup", rate.warmup);
  object.set("final", rate.final);
  object.set("factor", rate.factor);
  object.set("patience", rate.patience);
  object.set("threshold", rate.threshold);
  object.set("minimum", rate.minimum);
  return object;
}

}  // namespace

Config config_from(const val& options) {
  Config config;
  config.hidden_dims =
      emscripten::convertJSArrayToNumberVector<std::int32_t>(options["hiddenDims"]);
  config.latent_dim = options["latentDim"].as<std::int32_t>();
  config.activation = static_cast<Activation>(options["activation"].as<int>());
  config.likelihood = static_cast<Likelihood>(options["likelihood"].as<int>());
  config.missing = options["missing"].as<bool>();
  config.objective = static_cast<Bound>(options["objective"].as<int>());
  config.importance_samples = options["importanceSamples"].as<std::int32_t>();
  config.beta = beta_from(options["beta"]);
  config.free_bits = options["freeBits"].as<double>();
  config.learning_rate = learning_rate_from(options["learningRate"]);
  config.weight_decay = options["weightDecay"].as<double>();
  config.max_gradient_norm = options["maxGradientNorm"].as<double>();
  config.batch_size = options["batchSize"].as<std::int32_t>();
  config.epochs = options["epochs"].as<std::int32_t>();
  config.seed = static_cast<std::uint64_t>(options["seed"].as<double>());
  config.deterministic = options["deterministic"].as<bool>();
  return config;
}

val as_object(const Config& config) {
  auto options = val::object();
  options.set("hiddenDims", val::array(config.hidden_dims));
  options.set("latentDim", config.latent_dim);
  options.set("activation", static_cast<int>(config.activation));
  options.set("likelihood", static_cast<int>(config.likelihood));
  options.set("missing", config.missing);
  options.set("objective", static_cast<int>(config.objective));
  options.set("importanceSamples", config.importance_samples);
  options.set("beta", as_object(config.beta));
  options.set("freeBits", config.free_bits);
  options.set("learningRate", as_object(config.learning_rate));
  options.set("weightDecay", config.weight_decay);
  options.set("maxGradientNorm", config.max_gradient_norm);
  options.set("batchSize", config.batch_size);
  options.set("epochs", config.epochs);
  options.set("seed", static_cast<double>(config.seed));
  options.set("deterministic", config.deterministic);
  return options;
}

}  // namespace vae1
