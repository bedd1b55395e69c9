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

void eigendecompose(Matrix<double>& C, Matrix<double>& V) {
  const Index n = C.rows();
  V.setIdentity(n, n);
  // It converges quadratically: a handful of sweeps. The bound ends it where values are not finite.
  constexpr int most_sweeps = 60;
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    double off = 0, all = 0;
    for (Index p = 0; p < n; ++p)
      for (Index q = 0; q < n; ++q) {
        all += C(p, q) * C(p, q);
        if (p != q) off += C(p, q) * C(p, q);
      }
    if (!(off > 1e-30 * all)) return;
    for (Index p = 0; p < n; ++p)
      for (Index q = p + 1; q < n; ++q) {
        if (C(p, q) == 0) continue;
        // The rotation by at most an eighth of a turn that makes C(p, q) 0.
        const double theta = (C(q, q) - C(p, p)) / (2 * C(p, q));
        const double t = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (Index k = 0; k < n; ++k) {
          const double a = C(k, p), b = C(k, q);
          C(k, p) = c * a - s * b;
          C(k, q) = s * a + c * b;
        }
        for (Index k = 0; k < n; ++k) {
          const double a = C(p, k), b = C(q, k);
          C(p, k) = c * a - s * b;
          C(q, k) = s * a + c * b;
        }
        for (Index k = 0; k < n; ++k) {
          const double a = V(k, p), b = V(k, q);
          V(k, p) = c * a - s * b;
          V(k, q) = s * a + c * b;
        }
      }
  }
}

}  // namespace vae1
