// All free parameters of a network in one block of memory, so that the optimiser, a snapshot and
// the model file each are one loop. A tensor is a named part of it.
#pragma once

#include <string>
#include <vector>

#include "../types.hpp"

namespace vae1 {

struct Tensor {
  Index offset = 0;
  Index rows = 0;
  Index cols = 0;

  Index size() const { return rows * cols; }
  template <class T>
  MatrixView<T> in(T* block) const {
    return {block + offset, rows, cols};
  }
  template <class T>
  ConstMatrixView<T> in(const T* block) const {
    return {block + offset, rows, cols};
  }
  template <class T>
  VectorView<T> vector_in(T* block) const {
    return {block + offset, rows * cols};
  }
  template <class T>
  ConstVectorView<T> vector_in(const T* block) const {
    return {block + offset, rows * cols};
  }
};

struct NamedTensor {
  std::string name;  // as in the model file, "encoder.0.weight"
  Tensor tensor;
};

class ParameterLayout {
 public:
  Tensor add(std::string name, Index rows, Index cols) {
    const Tensor tensor{size_, rows, cols};
    size_ += tensor.size();
    tensors_.push_back({std::move(name), tensor});
    return tensor;
  }
  Index size() const { return size_; }
  const std::vector<NamedTensor>& tensors() const { return tensors_; }

 private:
  std::vector<NamedTensor> tensors_;
  Index size_ = 0;
};

}  // namespace vae1
