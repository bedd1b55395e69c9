#include "values.hpp"

#include <type_traits>

namespace vae1 {

using emscripten::val;

double number_of(const val& object, const char* name) { return object[name].as<double>(); }
void put(val& object, const char* name, double value) { object.set(name, value); }
void put(val& object, const char* name, const val& value) { object.set(name, value); }

namespace {

// What goes both ways lists its fields once.

template <class Visit>
void fields(BetaSchedule& beta, Visit& visit) {
  visit("kind", beta.kind);
  visit("to", beta.to);
  visit("from", beta.from);
  visit("epochs", beta.epochs);
  visit("cycles", beta.cycles);
  visit("ratio", beta.ratio);
}

template <class Visit>
void fields(LearningRateSchedule& rate, Visit& visit) {
  visit("kind", rate.kind);
  visit("initial", rate.initial);
  visit("epochs", rate.epochs);
  visit("warmup", rate.warmup);
  visit("final", rate.final);
  visit("factor", rate.factor);
  visit("patience", rate.patience);
  visit("threshold", rate.threshold);
  visit("minimum", rate.minimum);
}

template <class Visit>
void fields(Image& image, Visit& visit) {
  visit("width", image.width);
  visit("height", image.height);
  visit("channels", image.channels);
  visit("channelsFirst", image.channels_first);
}

template <class Visit>
void fields(LayerLists& layers, Visit& visit) {
  visit("encoder", layers.encoder);
  visit("decoder", layers.decoder);
}

template <class Visit>
void fields(Config& config, Visit& visit) {
  visit("hiddenDims", config.hidden_dims);
  visit("image", config.image);
  visit("imageLayers", config.image_layers);
  visit("latentDim", config.latent_dim);
  visit("activation", config.activation);
  visit("likelihood", config.likelihood);
  visit("decoder", config.decoder);
  visit("prior", config.prior);
  visit("missing", config.missing);
  visit("objective", config.objective);
  visit("importanceSamples", config.importance_samples);
  visit("beta", config.beta);
  visit("freeBits", config.free_bits);
  visit("referenceRows", config.reference_rows);
  visit("learningRate", config.learning_rate);
  visit("weightDecay", config.weight_decay);
  visit("maxGradientNorm", config.max_gradient_norm);
  visit("batchSize", config.batch_size);
  visit("epochs", config.epochs);
  visit("seed", config.seed);
  visit("deterministic", config.deterministic);
}

template <class Visit>
void fields(Column& column, Visit& visit) {
  visit("kind", column.kind);
  visit("levels", column.levels);
  visit("optional", column.optional);
  visit("condition", column.condition);
  visit("scored", column.scored);
  visit("coding", column.coding);
}

using Widths = std::vector<std::int32_t>;
using Layers = std::vector<LayerSpec>;

struct ToObject {
  val object = val::object();

  void operator()(const char* name, bool& value) { put(object, name, val(value)); }
  void operator()(const char* name, Widths& value) { put(object, name, val::array(value)); }
  void operator()(const char* name, Layers& value) {
    auto layers = val::array();
    for (const auto& [kind, settings] : value) {
      auto layer = val::object();
      put(layer, "kind", val(kind));
      put(layer, "settings", val::array(std::vector<double>(settings.begin(), settings.end())));
      layers.call<void>("push", layer);
    }
    put(object, name, layers);
  }
  template <class T>
  void operator()(const char* name, T& value) {
    if constexpr (std::is_class_v<T>) {
      ToObject part;
      fields(value, part);
      put(object, name, part.object);
    } else {
      put(object, name, static_cast<double>(value));
    }
  }
};

struct FromObject {
  const val& object;

  void operator()(const char* name, bool& value) { value = number_of(object, name) != 0; }
  void operator()(const char* name, Widths& value) {
    value = emscripten::convertJSArrayToNumberVector<std::int32_t>(object[name]);
  }
  void operator()(const char* name, Layers& value) {
    for (const auto& layer : emscripten::vecFromJSArray<val>(object[name])) {
      const auto settings = emscripten::convertJSArrayToNumberVector<double>(layer["settings"]);
      value.push_back({layer["kind"].as<std::string>(), {settings.begin(), settings.end()}});
    }
  }
  template <class T>
  void operator()(const char* name, T& value) {
    if constexpr (std::is_class_v<T>) {
      const val given = object[name];
      FromObject part{given};
      fields(value, part);
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(static_cast<int>(number_of(object, name)));
    } else {
      value = static_cast<T>(number_of(object, name));
    }
  }
};

template <class T>
val to_object(T& value) {
  ToObject to;
  fields(value, to);
  return to.object;
}

template <class T>
T from_object(const val& given) {
  T value;
  FromObject from{given};
  fields(value, from);
  return value;
}

}  // namespace

Config config_from(const val& given) { return from_object<Config>(given); }
Column column_from(const val& given) { return from_object<Column>(given); }
val as_object(Config config) { return to_object(config); }
val as_object(Column column) { return to_object(column); }

val as_object(const Losses& losses) {
  auto object = val::object();
  put(object, "loss", losses.loss);
  put(object, "reconstruction", losses.reconstruction);
  put(object, "kl", losses.kl);
  return object;
}

val as_object(const EpochRecord& record) {
  auto object = as_object(record.training);
  put(object, "epoch", static_cast<double>(record.epoch));
  put(object, "klPerDimension", val::array(record.kl_per_dimension));
  put(object, "beta", record.beta);
  put(object, "learningRate", record.learning_rate);
  put(object, "gradientNorm", record.gradient_norm);
  if (record.validation) put(object, "validation", as_object(*record.validation));
  return object;
}

val as_object(const std::optional<Fault>& fault) {
  if (!fault) return val::undefined();
  auto object = val::object();
  put(object, "kind", static_cast<double>(fault->kind));
  put(object, "row", static_cast<double>(fault->row));
  put(object, "column", static_cast<double>(fault->column));
  put(object, "value", fault->value);
  put(object, "heldOut", val(fault->held_out));
  return object;
}

}  // namespace vae1
