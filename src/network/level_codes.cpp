#include "level_codes.hpp"

#include <algorithm>
#include <cmath>

#include "../data/level_places.hpp"

namespace vae1 {
namespace {

constexpr Index fewest_hats = 4, most_hats = 16, one_hot_levels = 16;
constexpr double atom_share = 0.02, atom_excess = 3;

}  // namespace

template <class T>
Matrix<T> level_codes(const Column& column) {
  const Index levels = column.levels;
  const bool one_hot = levels <= one_hot_levels;
  const Index hats = one_hot ? levels : std::clamp(levels / 4, fewest_hats, most_hats);
  const auto& shares = column.shares;
  const double least = std::max(atom_share, atom_excess / static_cast<double>(levels));
  const auto is_atom = [&](double share) { return !one_hot && share >= least; };
  const auto atoms = one_hot ? Index{0}
                     : shares.empty()
                         ? static_cast<Index>(1 / least)
                         : static_cast<Index>(std::count_if(shares.begin(), shares.end(), is_atom));
  Matrix<T> codes = Matrix<T>::Zero(levels, hats + 1 + atoms);
  const auto places = level_places(shares);
  double below = 0;
  Index row = 0, atom = hats + 1;
  for (const double share : shares) {
    const double middle = below + share / 2;
    for (Index hat = 0; hat < hats; ++hat) {
      const double distance =
          one_hot ? static_cast<double>(row - hat)
                  : middle * static_cast<double>(hats - 1) - static_cast<double>(hat);
      codes(row, hat) = static_cast<T>(std::max(0.0, 1 - std::abs(distance)));
    }
    codes(row, hats) = static_cast<T>(places[static_cast<std::size_t>(row)]);
    if (is_atom(share)) codes(row, atom++) = T(1);
    below += share;
    ++row;
  }
  return codes;
}

template Matrix<float> level_codes(const Column&);
template Matrix<double> level_codes(const Column&);

}  // namespace vae1
