// Two decompositions of small symmetric matrices, in plain loops: Eigen's own would make the
// WebAssembly module half as large again.
#pragma once

#include "../types.hpp"

namespace vae1 {

// C (its lower part) = F F^T, F lower with a positive diagonal; F takes the place of C, 0 above the
// diagonal. False, and C is of no use any more, where C is not positive definite.
bool cholesky(Matrix<double>& C);

// C = V diag(values) V^T, V orthogonal, by Jacobi's method (1846; Golub and Van Loan, "Matrix
// Computations", 8.5), a piece at a time.
class Eigendecomposition {
 public:
  void begin(const Matrix<double>& C);
  // Some milliseconds of it. False: there is nothing left to do.
  bool advance();

  double value(Index k) const { return C_(k, k); }
  const Matrix<double>& vectors() const { return V_; }  // in the columns

 private:
  bool converged() const;
  void rotate(Index p, Index q);

  Matrix<double> C_, V_;
  Index row_ = 0;   // of the sweep under way
  int sweeps_ = 0;  // finished
};

}  // namespace vae1
