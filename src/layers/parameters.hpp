// All free parameters of a network in one block of memory, so that the optimiser and a kept state
// are a single loop each. A tensor is a named part of it.
#pragma once

#include <string>
#include <vector>

#include "../products/input_limits.hpp"
#include "../types.hpp"

namespace vae1 {

struct Tensor {
  Index offset = 0;  // in the block
  Index rows = 0;
  Index cols = 0;
  Index stored = 0;  // how many numbers it occupies there, including padding
  // Of a layer's weights, which are stored in the layout of products/, not row by row; otherwise
  // null. They are 0 beyond the limits.
  const InputLimits* limits = nullptr;

  Index size() const { return rows * cols; }
};

struct NamedTensor {
  std::string name;  // as in the model file, "encoder.0.weight"
  Tensor tensor;
};

class ParameterLayout {
 public:
  Tensor add(std::string name, Index rows, Index cols, Index stored,
             const InputLimits* limits = nullptr) {
    const Tensor tensor{stored_, rows, cols, stored, limits};
    stored_ += stored;
    count_ += tensor.size();
    tensors_.push_back({std::move(name), tensor});
    return tensor;
  }
  Index stored() const { return stored_; }  // size of the block
  Index count() const { return count_; }    // free parameters
  const std::vector<NamedTensor>& tensors() const { return tensors_; }

 private:
  std::vector<NamedTensor> tensors_;
  Index stored_ = 0;
  Index count_ = 0;
};

}  // namespace vae1
