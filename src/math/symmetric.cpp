#include "symmetric.hpp"

#include <cmath>

namespace vae1 {

bool cholesky(Matrix<double>& C) {
  const Index n = C.rows();
  for (Index j = 0; j < n; ++j) {
    for (Index i = 0; i <= j; ++i) {
      double rest = C(j, i);
      for (Index k = 0; k < i; ++k) rest -= C(j, k) * C(i, k);
      if (i < j)
        C(j, i) = rest / C(i, i);
      else if (rest > 0)
        C(j, j) = std::sqrt(rest);
      else
        return false;
    }
    for (Index i = 0; i < j; ++i) C(i, j) = 0;
  }
  return true;
}

void Eigendecomposition::begin(const Matrix<double>& C) {
  C_ = C;
  V_.setIdentity(C.rows(), C.cols());
  row_ = sweeps_ = 0;
}

bool Eigendecomposition::converged() const {
  double off = 0, all = 0;
  for (Index p = 0; p < C_.rows(); ++p)
    for (Index q = 0; q < C_.cols(); ++q) {
      all += C_(p, q) * C_(p, q);
      if (p != q) off += C_(p, q) * C_(p, q);
    }
  return !(off > 1e-30 * all);
}

bool Eigendecomposition::advance() {
  // Convergence is quadratic, a handful of sweeps. The bound stops it if values are not finite.
  constexpr int most_sweeps = 60;
  constexpr Index most_rotated = 4'000'000;  // numbers per call
  const Index n = C_.rows();
  for (Index rotated = 0; rotated < most_rotated; rotated += 3 * n * (n - row_)) {
    if (row_ == n) {
      row_ = 0;
      ++sweeps_;
    }
    if (row_ == 0 && (sweeps_ == most_sweeps || converged())) return false;
    for (Index q = row_ + 1; q < n; ++q) rotate(row_, q);
    ++row_;
  }
  return true;
}

// Rotates by at most an eighth of a turn so that C(p, q) becomes 0.
void Eigendecomposition::rotate(Index p, Index q) {
  if (C_(p, q) == 0) return;
  const double theta = (C_(q, q) - C_(p, p)) / (2 * C_(p, q));
  const double t = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1), s = t * c;
  const auto turn = [c, s](double& a, double& b) {
    const double before = a;
    a = c * before - s * b;
    b = s * before + c * b;
  };
  for (Index k = 0; k < C_.rows(); ++k) turn(C_(k, p), C_(k, q));
  for (Index k = 0; k < C_.rows(); ++k) turn(C_(p, k), C_(q, k));
  for (Index k = 0; k < C_.rows(); ++k) turn(V_(k, p), V_(k, q));
}

}  // namespace vae1
