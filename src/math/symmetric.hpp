// Two decompositions of small symmetric matrices in plain loops. Eigen's own would enlarge the
// WebAssembly module by half.
#pragma once

#include "../types.hpp"

namespace vae1 {

// C (its lower part) = F F^T, with F lower triangular and a positive diagonal. F overwrites C, with
// 0 above the diagonal. Returns false, and leaves C unusable, if C is not positive definite.
bool cholesky(Matrix<double>& C);

// C = V diag(values) V^T, V orthogonal, by Jacobi's method (1846; Golub and Van Loan, "Matrix
// Computations", 8.5), a piece at a time.
class Eigendecomposition {
 public:
  void begin(const Matrix<double>& C);
  // Does a few milliseconds of work. Returns false when there is nothing left to do.
  bool advance();

  double value(Index k) const { return C_(k, k); }
  const Matrix<double>& vectors() const { return V_; }  // in the columns

 private:
  bool converged() const;
  void rotate(Index p, Index q);

  Matrix<double> C_, V_;
  Index row_ = 0;   // of the current sweep
  int sweeps_ = 0;  // finished
};

}  // namespace vae1
