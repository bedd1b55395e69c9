#include "permutation.hpp"

#include <numeric>
#include <utility>

namespace vae1 {
namespace {

class Words {
 public:
  Words(std::uint64_t seed, std::uint32_t epoch)
      : stream_(seed, Purpose::shuffle), epoch_(epoch) {}

  std::uint32_t next() {
    if (used_ == 4) {
      words_ = stream_.block(epoch_, blocks_++, 0);
      used_ = 0;
    }
    return words_[used_++];
  }

  // Uniform on 0 ... bound - 1.
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t product = std::uint64_t{next()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t threshold = -bound % bound;
      while (static_cast<std::uint32_t>(product) < threshold)
        product = std::uint64_t{next()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  Stream stream_;
  std::uint32_t epoch_;
  std::uint64_t blocks_ = 0;
  PhiloxCounter words_{};
  std::size_t used_ = 4;
};

}  // namespace

void shuffle(std::uint64_t seed, std::uint32_t epoch, std::span<std::uint32_t> order) {
  std::iota(order.begin(), order.end(), 0U);
  Words words(seed, epoch);
  for (auto left = static_cast<std::uint32_t>(order.size()); left > 1; --left)
    std::swap(order[left - 1], order[words.below(left)]);
}

}  // namespace vae1
