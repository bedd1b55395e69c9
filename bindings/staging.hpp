// Memory for passing rows in and results out. It grows on request and reports when WebAssembly has
// no more memory; `new` would abort the module.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>

namespace vae1 {

class Staging {
 public:
  // Room for `count` values, aligned like malloc()'s, with undefined content; null if there is no
  // memory.
  template <class T>
  T* reserve(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) return nullptr;
    const std::size_t bytes = std::max<std::size_t>(count * sizeof(T), 1);  // null only for failure
    if (bytes > capacity_) {
      memory_.reset();  // first, so that old and new never coexist
      memory_.reset(std::malloc(bytes));
      capacity_ = memory_ ? bytes : 0;
    }
    return static_cast<T*>(memory_.get());
  }

  const void* data() const { return memory_.get(); }
  void release() {
    memory_.reset();
    capacity_ = 0;
  }

 private:
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  std::unique_ptr<void, Free> memory_;
  std::size_t capacity_ = 0;
};

}  // namespace vae1
