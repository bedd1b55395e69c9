// The order in which an epoch visits the rows.
#pragma once

#include <numeric>
#include <span>
#include <utility>

#include "index_draws.hpp"

namespace vae1 {

// Writes a permutation of 0 ... order.size() - 1 to `order`, a function of (seed, epoch) only, by
// the Fisher-Yates shuffle.
inline void shuffle(std::uint64_t seed, std::uint32_t epoch, std::span<std::uint32_t> order) {
  std::iota(order.begin(), order.end(), 0U);
  IndexDraws draws(seed, Purpose::shuffle, epoch);
  for (auto left = static_cast<std::uint32_t>(order.size()); left > 1; --left)
    std::swap(order[left - 1], order[draws.below(left)]);
}

}  // namespace vae1
