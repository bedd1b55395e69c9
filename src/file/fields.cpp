#include "fields.hpp"

namespace vae1 {

void Fields::pad() const { in_ ? in_->zeros_to(alignment) : out_->pad_to(alignment); }

void Fields::bytes(void* at, std::size_t size) const {
  const std::span numbers(static_cast<std::uint8_t*>(at), size);
  if (in_)
    in_->get_to(numbers);
  else
    out_->put_all(std::span<const std::uint8_t>(numbers));
}

bool Fields::fits(std::uint64_t count, std::uint64_t size) const {
  in_->require(count <= in_->left() / size);
  return in_->ok();
}

}  // namespace vae1
