// Where the batches of a training come from.
#pragma once

#include <optional>
#include <span>

#include "../types.hpp"

namespace vae1 {

class RowSource {
 public:
  virtual ~RowSource() = default;

  // N, the rows of an epoch, where it is known.
  virtual std::optional<std::uint64_t> rows() const = 0;
  // What a row's loss lacks in the user's units beside the log-determinant, the mean over the rows.
  virtual double mean_own_units() const = 0;
  // The order of the epoch's rows follows from (seed, epoch) and the order of the data.
  virtual void begin_epoch(std::uint64_t seed, std::uint32_t epoch) = 0;
  // Whether the next `n` rows of the epoch, or all that are left of it, are there.
  virtual bool ready(std::size_t n) const = 0;
  // The next rows of the epoch, at most numbers.size(), and the number of each in the data.
  // out: n x D, in the model's units. Returns n.
  virtual Index next_batch(std::span<std::uint64_t> numbers, float* out) = 0;
  virtual bool at_epoch_end() const = 0;
};

}  // namespace vae1
