// Two decompositions of small symmetric matrices, in plain loops: Eigen's own would make the
// WebAssembly module half as large again.
#pragma once

#include "../types.hpp"

namespace vae1 {

// C (its lower part) = F F^T, F lower with a positive diagonal; F takes the place of C, 0 above the
// diagonal. False, and C is of no use any more, where C is not positive definite.
bool cholesky(Matrix<double>& C);

// C = V diag(values) V^T, V orthogonal, by Jacobi's method (1846; Golub and Van Loan, "Matrix
// Computations", 8.5): the values come to stand on the diagonal of C, which has to be given whole.
void eigendecompose(Matrix<double>& C, Matrix<double>& V);

}  // namespace vae1
