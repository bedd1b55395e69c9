// The source of training batches.
#pragma once

#include <optional>
#include <span>

#include "../types.hpp"

namespace vae1 {

class RowSource {
 public:
  virtual ~RowSource() = default;

  // N, the rows of an epoch, if known.
  virtual std::optional<std::uint64_t> rows() const = 0;
  // The mean correction of a row's loss to the user's units, besides the log-determinant.
  virtual double mean_own_units() const = 0;
  // The order of the epoch's rows depends only on (seed, epoch) and the order of the data.
  virtual void begin_epoch(std::uint64_t seed, std::uint32_t epoch) = 0;
  // Whether the next `n` rows of the epoch, or all of its remaining rows, are available.
  virtual bool ready(std::size_t n) const = 0;
  // Returns n, the number of the epoch's next rows, at most numbers.size(), and writes each row's
  // number in the data. out: n x D, in the model's units.
  virtual Index next_batch(std::span<std::uint64_t> numbers, float* out) = 0;
  virtual bool at_epoch_end() const = 0;
};

}  // namespace vae1
