// What passes between the core and JavaScript as an object: the interfaces Native... of
// bindings/js/engine/native.ts.
#pragma once

#include <emscripten/val.h>

#include <cstddef>
#include <optional>

#include "config.hpp"
#include "data/column.hpp"
#include "data/fault.hpp"
#include "training/history.hpp"

namespace vae1 {

Config config_from(const emscripten::val& given);
Column column_from(const emscripten::val& given);
emscripten::val as_object(Config config);
emscripten::val as_object(Column column);
emscripten::val as_object(const Losses& losses);
emscripten::val as_object(const EpochRecord& record);
// Or `undefined`.
emscripten::val as_object(const std::optional<Fault>& fault);

// A typed array of these values, owned by JavaScript. A view would become invalid, because this
// memory moves when it grows.
template <class T>
emscripten::val owned(const T* values, std::size_t count) {
  return emscripten::val(emscripten::typed_memory_view(count, values))
      .template call<emscripten::val>("slice");
}

// Fields of objects. Not embind's own templates, which are made anew for each length of a name.
double number_of(const emscripten::val& object, const char* name);
void put(emscripten::val& object, const char* name, double value);
void put(emscripten::val& object, const char* name, const emscripten::val& value);

}  // namespace vae1
