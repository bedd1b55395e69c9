// A section's numbers, described once for both directions: a description passes them in their
// order, and they are written, or replaced by what is read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "../bytes/byte_reader.hpp"
#include "../bytes/byte_writer.hpp"

namespace vae1 {

class Fields {
 public:
  static constexpr std::size_t alignment = 8;  // bytes

  explicit Fields(ByteWriter& out) : out_(&out) {}
  explicit Fields(ByteReader& in) : in_(&in) {}

  bool reading() const { return in_ != nullptr; }
  // In the file.
  std::size_t position() const { return in_ ? in_->position() : out_->size(); }
  std::size_t left() const { return in_->left(); }
  // Of what is read.
  void require(bool condition) const {
    if (in_) in_->require(condition);
  }

  template <class... N>
  void operator()(N&... numbers) const {
    (bytes(&numbers, sizeof numbers), ...);
  }
  // A number that is 0 or 1.
  template <class N>
  void flag(bool& on) const {
    N number = on;
    (*this)(number);
    require(number <= 1);
    on = number == 1;
  }
  template <class N>
  void zero() const {
    N number = 0;
    (*this)(number);
    require(number == 0);
  }
  // How many items follow, now or later. Each takes `size` bytes at least.
  template <class N, class Items>
  void length(Items& items, std::uint64_t size) const {
    auto count = static_cast<N>(items.size());
    (*this)(count);
    resize(items, count, size);
  }
  // The same for items whose number is known.
  template <class Items>
  void resize(Items& items, std::uint64_t count, std::uint64_t size) const {
    if (in_ && fits(count, size)) make(items, static_cast<std::size_t>(count));
  }
  template <class Numbers>
  void all(Numbers& numbers) const {
    bytes(numbers.data(), numbers.size() * sizeof numbers[0]);
  }
  void pad() const { in_ ? in_->zeros_to(alignment) : out_->pad_to(alignment); }

 private:
  // Smaller as code than resize(), which would keep what there is.
  template <class T>
  static void make(std::vector<T>& items, std::size_t count) {
    items = std::vector<T>(count);
  }
  static void make(std::string& text, std::size_t count) { text.assign(count, '\0'); }
  void bytes(void* at, std::size_t size) const {
    const std::span numbers(static_cast<std::uint8_t*>(at), size);
    if (in_)
      in_->get_to(numbers);
    else
      out_->put_all(std::span<const std::uint8_t>(numbers));
  }
  bool fits(std::uint64_t count, std::uint64_t size) const {
    in_->require(count <= in_->left() / size);
    return in_->ok();
  }

  ByteReader* in_ = nullptr;
  ByteWriter* out_ = nullptr;
};

}  // namespace vae1
