// Converts a model's options from and to JavaScript; they are NativeOptions of
// bindings/js/engine/native.ts.
#pragma once

#include <emscripten/val.h>

#include "config.hpp"

namespace vae1 {

Config config_from(const emscripten::val& options);
emscripten::val as_object(const Config& config);

}  // namespace vae1
