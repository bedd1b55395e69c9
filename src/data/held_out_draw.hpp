// Decides which rows are held out from training: a share of them, drawn without replacement. The
// decision depends only on the seed, the number of rows and the share.
#pragma once

#include <algorithm>
#include <cmath>

#include "../random/index_draws.hpp"
#include "rows.hpp"

namespace vae1 {

class HeldOutDraw {
 public:
  // rows >= 2, share in (0, 1). At least one row is held out and at least one is not.
  HeldOutDraw(std::uint64_t seed, std::uint64_t rows, double share)
      : draws_(seed, Purpose::held_out, 0), left_(rows), wanted_(count(rows, share)) {}

  // How many rows are held out.
  static std::uint64_t count(std::uint64_t rows, double share) {
    const double wanted = std::floor(share * static_cast<double>(rows) + 0.5);
    return std::clamp(static_cast<std::uint64_t>(wanted), std::uint64_t{1}, rows - 1);
  }

  // Calls use(held_out, rows, first) for each run of consecutive rows with the same decision;
  // `first` is the index of the run's first row in `rows`.
  template <class Use>
  void split(const Rows& rows, Use&& use) {
    for (Index first = 0, end = 0; first < rows.count; first = end) {
      const bool held_out = ahead();
      do {
        known_ = false;
        ++end;
      } while (end < rows.count && ahead() == held_out);
      use(held_out, rows.slice(first, end - first), static_cast<std::uint64_t>(first));
    }
  }

 private:
  // Whether the next row is held out. Selection sampling: Knuth, The Art of Computer Programming,
  // section 3.4.2, algorithm S.
  bool ahead() {
    if (!known_) {
      answer_ = draws_.below(static_cast<std::uint32_t>(left_)) < wanted_;
      wanted_ -= answer_;
      --left_;
      known_ = true;
    }
    return answer_;
  }

  IndexDraws draws_;
  std::uint64_t left_, wanted_;
  bool known_ = false, answer_ = false;
};

}  // namespace vae1
