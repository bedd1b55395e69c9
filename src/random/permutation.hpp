// The order in which an epoch visits the rows.
#pragma once

#include <span>
#include <vector>

#include "stream.hpp"

namespace vae1 {

// Shuffles 0 ... order.size() - 1 into `order`, a function of (seed, epoch) alone.
// Fisher and Yates.
void shuffle(std::uint64_t seed, std::uint32_t epoch, std::span<std::uint32_t> order);

}  // namespace vae1
