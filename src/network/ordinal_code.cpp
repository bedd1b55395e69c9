#include "ordinal_code.hpp"

#include <algorithm>
#include <cmath>

#include "../likelihood/cell.hpp"

namespace vae1 {
namespace {

constexpr Index fewest_hats = 4, most_hats = 16, one_hot_levels = 16;
constexpr double atom_share = 0.02, atom_excess = 3;

}  // namespace

OrdinalCode::OrdinalCode(const Column& column) {
  const Index levels = column.levels;
  const bool one_hot = levels <= one_hot_levels;
  const double least = std::max(atom_share, atom_excess / static_cast<double>(levels));
  hats_ = one_hot ? levels : std::clamp(levels / 4, fewest_hats, most_hats);
  width_ = hats_ + 1;
  if (column.shares.empty()) {
    if (!one_hot) width_ += static_cast<Index>(1 / least);
    return;
  }
  const OrdinalScale scale(column);
  double below = 0;
  levels_.resize(column.shares.size());
  for (Index k = 0; k < levels; ++k) {
    const auto at = static_cast<std::size_t>(k);
    const double share = column.shares[at];
    const bool is_atom = !one_hot && share >= least;
    levels_[at] = {scale.levels()[at], below, share, one_hot ? k : is_atom ? width_++ : -1};
    below += share;
  }
}

template <class T>
void OrdinalCode::write(T x, T* out) const {
  const auto levels = static_cast<Index>(levels_.size());
  const Index k = cell::level(x, levels);
  const auto& [scale, below, share, own] = levels_[static_cast<std::size_t>(k)];
  const double position = OrdinalScale::position(static_cast<double>(x), k);
  out[hats_] = static_cast<T>(scale.at(position));
  if (own >= 0) out[own] = T(1);
  if (levels <= one_hot_levels) return;
  const double at = (below + position * share) * static_cast<double>(hats_ - 1);
  const auto hat = std::min(static_cast<Index>(at), hats_ - 2);
  const double over = at - static_cast<double>(hat);
  out[hat] = static_cast<T>(1 - over);
  out[hat + 1] = static_cast<T>(over);
}

template void OrdinalCode::write(float, float*) const;
template void OrdinalCode::write(double, double*) const;

}  // namespace vae1
