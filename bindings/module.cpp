// The module's functions in JavaScript: those of its one engine. bindings/js/engine/native.ts
// declares them there. They are no methods of a class, whose handles would cost a page 3 KB.
#include <emscripten/bind.h>

#include <optional>

#include "native_engine.hpp"

namespace vae1 {
namespace {

std::optional<NativeEngine> engine(std::in_place);

template <auto method>
struct OfEngine;
template <class Result, class... Arguments, Result (NativeEngine::*method)(Arguments...)>
struct OfEngine<method> {
  static Result call(Arguments... arguments) { return (*engine.*method)(arguments...); }
};
template <class Result, class... Arguments, Result (NativeEngine::*method)(Arguments...) const>
struct OfEngine<method> {
  static Result call(Arguments... arguments) { return (*engine.*method)(arguments...); }
};

template <auto method>
void expose(const char* name) {
  emscripten::function(name, &OfEngine<method>::call);
}

// Frees the model; no other call may follow.
void dispose() { engine.reset(); }

}  // namespace
}  // namespace vae1

EMSCRIPTEN_BINDINGS(vae1) {
  using vae1::expose, vae1::NativeEngine;
  expose<&NativeEngine::configure>("configure");
  expose<&NativeEngine::load>("load");
  expose<&NativeEngine::stage>("stage");
  expose<&NativeEngine::facts>("facts");
  expose<&NativeEngine::trained>("trained");
  expose<&NativeEngine::save>("save");
  expose<&NativeEngine::set_columns>("setColumns");
  expose<&NativeEngine::begin_intake>("beginIntake");
  expose<&NativeEngine::begin_held_out>("beginHeldOut");
  expose<&NativeEngine::inspect>("inspect");
  expose<&NativeEngine::prepare>("prepare");
  expose<&NativeEngine::prepare_stream>("prepareStream");
  expose<&NativeEngine::store>("store");
  expose<&NativeEngine::begin_pass>("beginPass");
  expose<&NativeEngine::room>("room");
  expose<&NativeEngine::append>("append");
  expose<&NativeEngine::end_pass>("endPass");
  expose<&NativeEngine::begin_training>("beginTraining");
  expose<&NativeEngine::train_batch>("trainBatch");
  expose<&NativeEngine::validating>("validating");
  expose<&NativeEngine::progress>("progress");
  expose<&NativeEngine::epoch_end>("epochEnd");
  expose<&NativeEngine::end_training>("endTraining");
  expose<&NativeEngine::fit_prior>("fitPrior");
  expose<&NativeEngine::drop_prior_fit>("dropPriorFit");
  expose<&NativeEngine::drop_rows>("dropRows");
  expose<&NativeEngine::begin>("begin");
  expose<&NativeEngine::add>("add");
  expose<&NativeEngine::advance>("advance");
  expose<&NativeEngine::result>("result");
  expose<&NativeEngine::end_read>("endRead");
  expose<&NativeEngine::generated>("generated");
  expose<&NativeEngine::set_generated>("setGenerated");
  emscripten::function("dispose", &vae1::dispose);
}

// Replaces the formatting of embind's message about unregistered types; all types are registered.
extern "C" int __wrap_siprintf(char* to, const char*, ...) {
  *to = '\0';
  return 0;
}
