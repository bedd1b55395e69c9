// Which cells of a training row an autoregressive decoder is given. Half of the rows are trained
// whole. Of the others a random set of cells is given, of any size with equal probability, so that
// the network learns the distribution of the other cells given any set: Ivanov, Figurnov, Vetrov
// (2019), "Variational Autoencoder with Arbitrary Conditioning", ICLR, arXiv:1806.02382.
#pragma once

#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "../data/column.hpp"
#include "../random/stream.hpp"

namespace vae1 {

class GivenCells {
 public:
  GivenCells(std::uint64_t seed, std::span<const Column> columns)
      : draws_(seed, Purpose::given_cells), columns_(columns), numbers_(columns.size() + 2) {}

  // known (D values) = the cells of x (D values, NaN for an absent one) that are given, NaN
  // elsewhere and in the conditions.
  void draw(std::uint32_t epoch, std::uint64_t row, std::span<const float> x,
            std::span<float> known) {
    std::fill(known.begin(), known.end(), std::numeric_limits<float>::quiet_NaN());
    draws_.uniform(epoch, row, std::span(numbers_));
    if (numbers_[0] < 0) return;
    int present = 0;
    for (std::size_t j = 0; j < x.size(); ++j) present += can_be_given(j, x[j]) ? 1 : 0;
    if (present < 2) return;
    // 1 ... present - 1 of them, each set as likely: Knuth, "Selection sampling", TAOCP 2, 3.4.2.
    int wanted = 1 + static_cast<int>(share(numbers_[1]) * static_cast<float>(present - 1));
    wanted = std::min(wanted, present - 1);
    for (std::size_t j = 0; wanted > 0 && j < x.size(); ++j) {
      if (!can_be_given(j, x[j])) continue;
      if (share(numbers_[j + 2]) * static_cast<float>(present--) >= static_cast<float>(wanted))
        continue;
      known[j] = x[j];
      --wanted;
    }
  }

 private:
  bool can_be_given(std::size_t j, float x) const {
    return !columns_[j].condition && columns_[j].kind != ColumnKind::offset && !std::isnan(x);
  }
  static float share(float number) { return 0.5F * (number + 1); }  // of (-1, 1)

  Stream draws_;
  std::span<const Column> columns_;
  std::vector<float> numbers_;
};

}  // namespace vae1
