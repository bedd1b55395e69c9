// Which inputs the outputs of a layer see: each the first ones, and none fewer than the output
// before it. In order of what they see, the weights that there are have the shape of a staircase,
// so that the kernels skip most of the others. Weights beyond a limit are exactly 0.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "../types.hpp"

namespace vae1 {

// Outputs first ... last - 1 of a layer.
struct OutputRange {
  Index first, last;
};

class InputLimits {
 public:
  // Consecutive outputs that see equally many inputs; `end` is the output after them.
  struct Group {
    Index end, inputs;
  };

  // Both ascending.
  explicit InputLimits(std::vector<Group> groups) : groups_(std::move(groups)) {}
  static InputLimits none(Index in, Index out) { return InputLimits({{out, in}}); }

  Index outputs() const { return groups_.back().end; }
  // How many inputs an output sees.
  Index of(Index output) const {
    return std::upper_bound(groups_.begin(), groups_.end(), output,
                            [](Index o, const Group& group) { return o < group.end; })
        ->inputs;
  }
  // The first output that sees an input; outputs() if there is none.
  Index first_to_see(Index input) const {
    const auto blind = std::partition_point(
        groups_.begin(), groups_.end(), [&](const Group& group) { return group.inputs <= input; });
    return blind == groups_.begin() ? 0 : std::prev(blind)->end;
  }
  // The weights that there are.
  double weights() const {
    double total = 0;
    each_group([&](Index, Index outputs, Index inputs) {
      total += static_cast<double>(outputs) * static_cast<double>(inputs);
    });
    return total;
  }

  // Calls use(first output, outputs, inputs) for each group.
  template <class Use>
  void each_group(const Use& use) const {
    Index first = 0;
    for (const auto& group : groups_) {
      use(first, group.end - first, group.inputs);
      first = group.end;
    }
  }
  // Calls use(input, output) for each weight beyond the limits, in a layer with `in` inputs.
  template <class Use>
  void each_beyond(Index in, const Use& use) const {
    each_group([&](Index first, Index outputs, Index inputs) {
      for (Index i = inputs; i < in; ++i)
        for (Index o = first; o < first + outputs; ++o) use(i, o);
    });
  }

 private:
  std::vector<Group> groups_;
};

// Whether the weights beyond the limits, row by row, are 0.
template <class T>
bool is_masked(const InputLimits& limits, ConstMatrixView<T> W) {
  bool zero = true;
  limits.each_beyond(W.rows(), [&](Index i, Index o) { zero = zero && W(i, o) == T(0); });
  return zero;
}

// Sets them to 0.
template <class T>
void mask(const InputLimits& limits, MatrixView<T> W) {
  limits.each_beyond(W.rows(), [&](Index i, Index o) { W(i, o) = T(0); });
}

}  // namespace vae1
