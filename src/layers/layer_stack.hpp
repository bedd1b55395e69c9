// Layers one after another, each of which reads the output of the one before. A stack can have a
// skip connection: a layer that reads the stack's input, and whose output is added to that of the
// last layer.
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include "layer_kinds.hpp"

namespace vae1 {

// The working memory of a pass, for any number of stacks in turn.
template <class T>
struct LayerScratch {
  T* gradients[2];  // of the layers between, used in turn by a backward pass
  T* working;
};

template <class T>
class LayerStack {
 public:
  // Empty if a layer cannot be made, or if the skip connection, none or one layer, is not as wide
  // as the last one.
  template <class Products>
  static LayerStack from(const std::vector<LayerSpec>& specs, double in,
                         const std::vector<LayerSpec>& skip = {}) {
    LayerStack stack;
    for (const auto& spec : specs) {
      auto layer = make_layer<T, Products>(spec, stack.empty() ? in : stack.out());
      if (!layer) return {};
      stack.layers_.push_back(std::move(layer));
    }
    if (skip.empty()) return stack;
    stack.skip_ = make_layer<T, Products>(skip.front(), in);
    const bool fits = skip.size() == 1 && stack.skip_ && stack.skip_->out() == stack.out() &&
                      stack.skip_->leads() && stack.leads();
    if (!fits || stack.skip_->reads_output()) return {};
    return stack;
  }

  // Sizes, as for a layer.
  bool empty() const { return layers_.empty(); }
  double out() const { return layers_.back()->out(); }
  bool reads_output() const { return layers_.back()->reads_output(); }
  bool leads() const { return layers_.front()->leads(); }
  std::vector<double> widths() const {  // of each layer's output
    std::vector<double> all;
    for (const auto& layer : layers_) all.push_back(layer->out());
    return all;
  }
  double parameters() const { return sum(&Layer<T>::parameters); }
  double stored() const { return sum(&Layer<T>::stored); }
  double workspace(double rows) const { return sum(&Layer<T>::workspace, rows); }
  // The numbers of each of LayerScratch's parts.
  struct ScratchSizes {
    double gradients = 0, working = 0;
  };
  ScratchSizes scratch(double rows, int threads) const {
    ScratchSizes sizes;
    for (const auto& layer : layers_) {
      sizes.working = std::max(sizes.working, layer->scratch(rows, threads));
      if (layer != layers_.back()) sizes.gradients = std::max(sizes.gradients, rows * layer->out());
    }
    if (skip_) {
      sizes.working = std::max(sizes.working, skip_->scratch(rows, threads));
      sizes.gradients = std::max(sizes.gradients, rows * skip_->in());
    }
    return sizes;
  }

  // name: of the stack; its layers are <name>.0, <name>.1, ..., and <name>.skip.
  void place(ParameterLayout& layout, const std::string& name) {
    std::size_t i = 0;
    for (auto& layer : layers_) layer->place(layout, name + "." + std::to_string(i++));
    if (skip_) skip_->place(layout, name + ".skip");
  }
  void reserve(Index rows) {
    for (auto& layer : layers_) layer->reserve(rows);
    if (skip_) skip_->reserve(rows);
  }
  // row: counts the layers of a network. The skip connection starts at 0.
  void initialise(T* block, std::uint64_t seed, std::uint64_t& row) const {
    for (const auto& layer : layers_) layer->initialise(block, seed, row++);
  }
  std::span<T> bias(T* block) const { return layers_.back()->bias(block); }  // of the last layer

  MatrixView<T> output(Index n) { return layers_.back()->output(n); }
  MatrixView<T> forward(const T* block, ConstMatrixView<T> X, const LayerScratch<T>& scratch,
                        Team& team) {
    T* working = scratch.working;
    for (std::size_t i = 0; i < layers_.size(); ++i)
      layers_[i]->forward(block, input_of(i, X), working, team);
    if (!skip_) return output(X.rows());
    skip_->forward(block, X, working, team);
    add(as_const(skip_->output(X.rows())), {0, skip_->output(0).cols()}, output(X.rows()));
    return output(X.rows());
  }
  // Computes, of every layer, the outputs of one range of `ranges`; the other inputs of what it
  // computes must be there.
  MatrixView<T> forward_outputs(const T* block, ConstMatrixView<T> X,
                                std::span<const OutputRange> ranges, const LayerScratch<T>& scratch,
                                Team& team) {
    T* working = scratch.working;
    for (std::size_t i = 0; i < layers_.size(); ++i)
      layers_[i]->forward_outputs(block, input_of(i, X), ranges[i].first, ranges[i].last, working,
                                  team);
    if (!skip_) return output(X.rows());
    const auto columns = ranges.back();
    skip_->forward_outputs(block, X, columns.first, columns.last, working, team);
    add(as_const(skip_->output(X.rows())), columns, output(X.rows()));
    return output(X.rows());
  }
  // As for a layer.
  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, MatrixView<T> dX,
                  const LayerScratch<T>& scratch, Team& team, const GradientUse<T>& use) {
    double squares = 0;
    T* dOutput = dY.data();
    if (skip_) squares += skip_->backward(block, X, dY, dX, scratch.working, team, use);
    for (std::size_t i = layers_.size(); i-- > 0;) {
      auto& layer = *layers_[i];
      const auto input = input_of(i, X);
      MatrixView<T> between(scratch.gradients[i % 2], X.rows(), input.cols());
      MatrixView<T> added(between.data(), X.rows(), dX.cols());
      const MatrixView<T> dInput = i > 0 ? between : skip_ ? added : dX;
      squares += layer.backward(block, input, {dOutput, X.rows(), static_cast<Index>(layer.out())},
                                dInput, scratch.working, team, use);
      if (i == 0 && skip_) add(as_const(added), {0, dX.cols()}, dX);
      dOutput = between.data();
    }
    return squares;
  }

 private:
  ConstMatrixView<T> input_of(std::size_t i, ConstMatrixView<T> X) {
    return i == 0 ? X : as_const(layers_[i - 1]->output(X.rows()));
  }
  // Adds some columns of a matrix to another.
  __attribute__((noinline)) static void add(ConstMatrixView<T> from, OutputRange columns,
                                            MatrixView<T> to) {
    for (Index i = 0; i < to.rows(); ++i)
      for (Index j = columns.first; j < columns.last; ++j) to(i, j) += from(i, j);
  }
  template <class Size, class... Of>
  double sum(Size size, Of... of) const {
    double total = 0;
    for (const auto& layer : layers_) total += (*layer.*size)(of...);
    if (skip_) total += (*skip_.*size)(of...);
    return total;
  }

  std::vector<std::unique_ptr<Layer<T>>> layers_;
  std::unique_ptr<Layer<T>> skip_;
};

}  // namespace vae1
