// The order in which an epoch visits the rows.
#pragma once

#include <span>
#include <vector>

#include "stream.hpp"

namespace vae1 {

// Writes a permutation of 0 ... order.size() - 1 to `order`, a function of (seed, epoch) only, by
// the Fisher-Yates shuffle.
void shuffle(std::uint64_t seed, std::uint32_t epoch, std::span<std::uint32_t> order);

}  // namespace vae1
