#include "math/symmetric.hpp"

#include <gtest/gtest.h>

#include "random/stream.hpp"

namespace vae1 {
namespace {

// Symmetric, with eigenvalues of both signs.
Matrix<double> some_matrix(Index n) {
  Matrix<double> A(n, n);
  const Stream stream(1, Purpose::evaluation);
  for (Index i = 0; i < n; ++i)
    stream.normal(0, static_cast<std::uint64_t>(i), row_of(MatrixView<double>(A.data(), n, n), i));
  return A + A.transpose();
}

TEST(Cholesky, FactorTimesItsTransposeIsTheMatrix) {
  for (const Index n : {1, 2, 7, 20}) {
    const Matrix<double> A = some_matrix(n);
    const Matrix<double> C = A * A + Matrix<double>::Identity(n, n);
    Matrix<double> F = C;
    ASSERT_TRUE(cholesky(F));
    EXPECT_LT((F * F.transpose() - C).norm(), 1e-12 * C.norm());
    EXPECT_EQ(F.triangularView<Eigen::StrictlyUpper>().toDenseMatrix().norm(), 0);
    EXPECT_GT(F.diagonal().minCoeff(), 0);
  }
}

TEST(Cholesky, RefusesMatricesThatAreNotPositiveDefinite) {
  Matrix<double> A = -Matrix<double>::Identity(2, 2), B = Matrix<double>::Ones(2, 2);
  EXPECT_FALSE(cholesky(A));
  EXPECT_FALSE(cholesky(B));
}

TEST(Eigendecomposition, ReconstructsTheMatrix) {
  for (const Index n : {1, 2, 7, 20, 150}) {
    const Matrix<double> C = some_matrix(n);
    Eigendecomposition eigen;
    eigen.begin(C);
    while (eigen.advance()) continue;
    const Matrix<double>& V = eigen.vectors();
    Matrix<double> diagonal = Matrix<double>::Zero(n, n);
    for (Index k = 0; k < n; ++k) diagonal(k, k) = eigen.value(k);
    EXPECT_LT((V * diagonal * V.transpose() - C).norm(), 1e-12 * C.norm());
    EXPECT_LT((V.transpose() * V - Matrix<double>::Identity(n, n)).norm(), 1e-12 * n);
  }
}

}  // namespace
}  // namespace vae1
