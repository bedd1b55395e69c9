// The matrix types of the core. Every matrix is row-major, one data row per matrix row.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>

namespace vae1 {

using Eigen::Index;

template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

// Views of memory owned elsewhere. Functions take these instead of Eigen::Ref, which silently
// copies (and so allocates) when the strides differ.
template <class T>
using MatrixView = Eigen::Map<Matrix<T>>;
template <class T>
using ConstMatrixView = Eigen::Map<const Matrix<T>>;
template <class T>
using VectorView = Eigen::Map<Vector<T>>;
template <class T>
using ConstVectorView = Eigen::Map<const Vector<T>>;

template <class T>
std::span<T> row_of(MatrixView<T> matrix, Index row) {
  return {matrix.data() + row * matrix.cols(), static_cast<std::size_t>(matrix.cols())};
}

template <class T>
ConstMatrixView<T> as_const(const MatrixView<T>& view) {
  return {view.data(), view.rows(), view.cols()};
}

}  // namespace vae1
