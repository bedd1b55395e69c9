// What JavaScript sees of the module: its one class. bindings/js/native.ts has the other side.
#include <emscripten/bind.h>

#include "engine.hpp"

EMSCRIPTEN_BINDINGS(vae1) {
  using vae1::Engine;
  emscripten::class_<Engine>("Engine")
      .constructor<>()
      .function("configure", &Engine::configure)
      .function("load", &Engine::load)
      .function("setDeterministic", &Engine::set_deterministic)
      .function("stage", &Engine::stage)
      .function("facts", &Engine::facts)
      .function("trained", &Engine::trained)
      .function("save", &Engine::save)
      .function("trainingBytes", &Engine::training_bytes)
      .function("heldOutBytes", &Engine::held_out_bytes)
      .function("canAllocate", &Engine::can_allocate)
      .function("beginInspection", &Engine::begin_inspection)
      .function("inspect", &Engine::inspect)
      .function("beginHeldOut", &Engine::begin_held_out)
      .function("inspectHeldOut", &Engine::inspect_held_out)
      .function("prepare", &Engine::prepare)
      .function("store", &Engine::store)
      .function("storeHeldOut", &Engine::store_held_out)
      .function("streamBytes", &Engine::stream_bytes)
      .function("prepareStream", &Engine::prepare_stream)
      .function("beginPass", &Engine::begin_pass)
      .function("room", &Engine::room)
      .function("append", &Engine::append)
      .function("endPass", &Engine::end_pass)
      .function("beginTraining", &Engine::begin_training)
      .function("trainBatch", &Engine::train_batch)
      .function("validating", &Engine::validating)
      .function("earlyStop", &Engine::early_stop)
      .function("bestEpoch", &Engine::best_epoch)
      .function("progress", &Engine::progress)
      .function("lastEpoch", &Engine::last_epoch)
      .function("endTraining", &Engine::end_training)
      .function("dropRows", &Engine::drop_rows)
      .function("faultIn", &Engine::fault_in)
      .function("encode", &Engine::encode)
      .function("decode", &Engine::decode)
      .function("reconstruct", &Engine::reconstruct)
      .function("generate", &Engine::generate)
      .function("rowLosses", &Engine::row_losses)
      .function("generated", &Engine::generated)
      .function("setGenerated", &Engine::set_generated)
      .function("beginScores", &Engine::begin_scores)
      .function("beginFeatureScores", &Engine::begin_feature_scores)
      .function("draw", &Engine::draw)
      .function("scores", &Engine::scores)
      .function("featureScores", &Engine::feature_scores)
      .function("fitThreshold", &Engine::fit_threshold)
      .function("threshold", &Engine::threshold)
      .function("anomalyProbabilities", &Engine::anomaly_probabilities)
      .function("beginActivity", &Engine::begin_activity)
      .function("addActivity", &Engine::add_activity)
      .function("activity", &Engine::activity)
      .function("interpolate", &Engine::interpolate)
      .function("beginMixture", &Engine::begin_mixture)
      .function("addToMixture", &Engine::add_to_mixture)
      .function("addCentre", &Engine::add_centre)
      .function("accumulateMixture", &Engine::accumulate_mixture)
      .function("updateMixture", &Engine::update_mixture)
      .function("keepMixture", &Engine::keep_mixture)
      .function("hasMixture", &Engine::has_mixture)
      .function("endReading", &Engine::end_reading);
}

// What embind would write into a message about a type that is not registered: all are.
extern "C" int __wrap_siprintf(char* to, const char*, ...) {
  *to = '\0';
  return 0;
}
