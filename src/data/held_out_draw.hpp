// Decides which rows are held out from training: a share of them, drawn without replacement. The
// decision depends only on the seed, the number of rows and the share.
#pragma once

#include "../random/index_draws.hpp"
#include "rows.hpp"

namespace vae1 {

class HeldOutDraw {
 public:
  // rows >= 2, share in (0, 1). At least one row is held out and at least one is not.
  HeldOutDraw(std::uint64_t seed, std::uint64_t rows, double share);

  // How many rows are held out.
  static std::uint64_t count(std::uint64_t rows, double share);

  // Whether the next row is held out, starting with the first. Selection sampling: Knuth, The Art
  // of Computer Programming, section 3.4.2, algorithm S.
  bool next();

  // Calls use(held_out, rows, first) for each run of consecutive rows with the same decision;
  // `first` is the index of the run's first row in `rows`.
  template <class Use>
  void split(const Rows& rows, Use&& use) {
    for (Index first = 0, end = 0; first < rows.count; first = end) {
      const bool held_out = ahead();
      do {
        drop();
        ++end;
      } while (end < rows.count && ahead() == held_out);
      use(held_out, rows.slice(first, end - first), static_cast<std::uint64_t>(first));
    }
  }

 private:
  bool ahead();
  void drop() { known_ = false; }

  IndexDraws draws_;
  std::uint64_t left_, wanted_;
  bool known_ = false, answer_ = false;
};

}  // namespace vae1
