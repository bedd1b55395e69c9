// Copies results to JavaScript. Views would become invalid, because this memory moves when it
// grows.
#pragma once

#include <emscripten/val.h>

#include <cstddef>

namespace vae1 {

// A typed array, owned by JavaScript, with these values.
template <class T>
emscripten::val owned(const T* values, std::size_t count) {
  return emscripten::val(emscripten::typed_memory_view(count, values))
      .template call<emscripten::val>("slice");
}

}  // namespace vae1
