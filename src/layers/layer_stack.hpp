// Layers one after another, each of which reads the output of the one before.
#pragma once

#include <memory>
#include <vector>

#include "layer_kinds.hpp"

namespace vae1 {

// The working memory of a backward pass, for any number of stacks in turn.
template <class T>
struct LayerScratch {
  Vector<T> gradients[2];  // of the layers between, used in turn
  Vector<T> working;
};

template <class T>
class LayerStack {
 public:
  // Empty if a layer cannot be made.
  template <class Products>
  static LayerStack from(const std::vector<LayerSpec>& specs, double in) {
    LayerStack stack;
    for (const auto& spec : specs) {
      auto layer = make_layer<T, Products>(spec, stack.empty() ? in : stack.out());
      if (!layer) return {};
      stack.layers_.push_back(std::move(layer));
    }
    return stack;
  }

  // Sizes, as for a layer.
  bool empty() const { return layers_.empty(); }
  double out() const { return layers_.back()->out(); }
  double parameters() const;
  double stored() const;
  double workspace(double rows) const;
  // The numbers of each of LayerScratch's vectors.
  struct ScratchSizes {
    double gradients, working;
  };
  ScratchSizes scratch(double rows, int threads) const;

  // name: of the stack; its layers are <name>.0, <name>.1, ...
  void place(ParameterLayout& layout, const std::string& name);
  void reserve(Index rows);
  // row: counts the layers of a network.
  void initialise(T* block, std::uint64_t seed, std::uint64_t& row) const;
  std::span<T> bias(T* block) const { return layers_.back()->bias(block); }  // of the last layer

  MatrixView<T> output(Index n) { return layers_.back()->output(n); }
  MatrixView<T> forward(const T* block, ConstMatrixView<T> X, Team& team);
  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX,
                  LayerScratch<T>& scratch, Team& team, const GradientUse<T>& use);

 private:
  std::vector<std::unique_ptr<Layer<T>>> layers_;
};

}  // namespace vae1
