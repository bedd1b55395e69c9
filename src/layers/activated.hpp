// The optional activation at the end of a layer, with what its backward pass needs.
#pragma once

#include <optional>

#include "../parallel/team.hpp"
#include "activation.hpp"

namespace vae1 {

template <class T>
class Activated {
 public:
  // Without an activation, the identity.
  explicit Activated(std::optional<Activation> activation) : activation_(activation) {}

  bool reads_output() const { return activation_.has_value(); }
  // Numbers beside the output's.
  double workspace(double outputs) const { return keeps_preactivation() ? outputs : 0; }
  void reserve(Index rows, Index cols) {
    if (keeps_preactivation()) preactivation_.resize(rows, cols);
  }

  // Y: a -> f(a), in place.
  void forward(MatrixView<T> Y, Team& team) {
    if (!activation_) return;
    if (keeps_preactivation()) preactivation_.topRows(Y.rows()) = Y;
    each_row(Y, team, [&](MatrixView<T> rows, Index) { activate(*activation_, rows); });
  }
  // Of the columns first ... last - 1, for a layer whose backward() does not follow.
  void forward_columns(MatrixView<T> Y, Index first, Index last) const {
    for (Index row = 0; activation_ && row < Y.rows(); ++row)
      activate(*activation_, MatrixView<T>(&Y(row, first), 1, last - first));
  }
  // dY: dL/df -> dL/da, in place; Y = f(A).
  void backward(ConstMatrixView<T> Y, MatrixView<T> dY, Team& team) const {
    if (!activation_) return;
    each_row(dY, team, [&](MatrixView<T> rows, Index first) {
      const Index n = rows.rows(), cols = rows.cols();
      const T* A = keeps_preactivation() ? preactivation_.data() + first * cols : nullptr;
      activate_backward(*activation_, {A, n, cols}, {Y.data() + first * cols, n, cols}, rows);
    });
  }

 private:
  bool keeps_preactivation() const { return activation_ && needs_preactivation(*activation_); }

  // An activation takes about as long as this many multiply-adds.
  double cost() const { return activation_ == Activation::relu ? 4 : 40; }
  template <class Use>
  void each_row(MatrixView<T> Y, Team& team, const Use& use) const {
    team.share(Y.rows(), cost() * static_cast<double>(Y.size()), [&](Index first, Index last, int) {
      use(MatrixView<T>(Y.data() + first * Y.cols(), last - first, Y.cols()), first);
    });
  }

  std::optional<Activation> activation_;
  Matrix<T> preactivation_;
};

// In the settings of a layer: an activation's number, or -1.
constexpr std::int64_t no_activation = -1;
inline std::int64_t setting_of(std::optional<Activation> activation) {
  return activation ? static_cast<std::int64_t>(*activation) : no_activation;
}
// Whether it is one.
constexpr bool is_activation(std::int64_t setting) {
  return setting >= no_activation && setting < activation_count;
}
inline std::optional<Activation> activation_of(std::int64_t setting) {
  if (setting == no_activation) return std::nullopt;
  return static_cast<Activation>(setting);
}

}  // namespace vae1
