// The module's only class, exported to JavaScript. bindings/js/engine/native.ts declares it there.
#include <emscripten/bind.h>

#include "native_engine.hpp"

EMSCRIPTEN_BINDINGS(vae1) {
  using vae1::NativeEngine;
  emscripten::class_<NativeEngine>("NativeEngine")
      .constructor<>()
      .function("configure", &NativeEngine::configure)
      .function("load", &NativeEngine::load)
      .function("setDeterministic", &NativeEngine::set_deterministic)
      .function("stage", &NativeEngine::stage)
      .function("facts", &NativeEngine::facts)
      .function("trained", &NativeEngine::trained)
      .function("save", &NativeEngine::save)
      .function("setColumns", &NativeEngine::set_columns)
      .function("beginIntake", &NativeEngine::begin_intake)
      .function("beginHeldOut", &NativeEngine::begin_held_out)
      .function("inspect", &NativeEngine::inspect)
      .function("prepare", &NativeEngine::prepare)
      .function("prepareStream", &NativeEngine::prepare_stream)
      .function("store", &NativeEngine::store)
      .function("beginPass", &NativeEngine::begin_pass)
      .function("room", &NativeEngine::room)
      .function("append", &NativeEngine::append)
      .function("endPass", &NativeEngine::end_pass)
      .function("beginTraining", &NativeEngine::begin_training)
      .function("trainBatch", &NativeEngine::train_batch)
      .function("validating", &NativeEngine::validating)
      .function("progress", &NativeEngine::progress)
      .function("epochEnd", &NativeEngine::epoch_end)
      .function("endTraining", &NativeEngine::end_training)
      .function("dropRows", &NativeEngine::drop_rows)
      .function("begin", &NativeEngine::begin)
      .function("add", &NativeEngine::add)
      .function("advance", &NativeEngine::advance)
      .function("result", &NativeEngine::result)
      .function("endRead", &NativeEngine::end_read)
      .function("generated", &NativeEngine::generated)
      .function("setGenerated", &NativeEngine::set_generated);
}

// Replaces the formatting of embind's message about unregistered types; all types are registered.
extern "C" int __wrap_siprintf(char* to, const char*, ...) {
  *to = '\0';
  return 0;
}
