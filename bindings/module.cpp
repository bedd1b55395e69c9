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
      .function("canAllocate", &Engine::can_allocate)
      .function("beginInspection", &Engine::begin_inspection)
      .function("inspect", &Engine::inspect)
      .function("prepare", &Engine::prepare)
      .function("store", &Engine::store)
      .function("streamBytes", &Engine::stream_bytes)
      .function("prepareStream", &Engine::prepare_stream)
      .function("beginPass", &Engine::begin_pass)
      .function("room", &Engine::room)
      .function("append", &Engine::append)
      .function("endPass", &Engine::end_pass)
      .function("beginTraining", &Engine::begin_training)
      .function("trainBatch", &Engine::train_batch)
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
      .function("setGenerated", &Engine::set_generated);
}
