// Memory for rows on their way in and results on their way out. It grows on request and reports
// when there is no more memory; `new` would end the program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <memory>

namespace vae1 {

// Whether that many bytes can be had; they are not kept. A double, because they may exceed any
// address space.
inline bool can_allocate(double bytes) {
  if (!(bytes >= 0 && bytes < static_cast<double>(std::numeric_limits<std::size_t>::max())))
    return false;
  // Volatile: a compiler may leave out memory that nothing uses.
  void* volatile memory = std::malloc(std::max<std::size_t>(static_cast<std::size_t>(bytes), 1));
  std::free(memory);
  return memory != nullptr;
}

class Staging {
 public:
  // Room for `bytes` bytes, aligned like malloc()'s, with undefined content; null if there is no
  // memory.
  void* reserve(std::size_t bytes) {
    bytes = std::max<std::size_t>(bytes, 1);  // null only for failure
    if (bytes > capacity_) {
      memory_.reset();  // first, so that old and new never coexist
      memory_.reset(std::malloc(bytes));
      capacity_ = memory_ ? bytes : 0;
    }
    return memory_.get();
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
