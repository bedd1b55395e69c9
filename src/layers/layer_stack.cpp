#include "layer_stack.hpp"

#include <algorithm>

namespace vae1 {

template <class T>
double LayerStack<T>::parameters() const {
  double count = 0;
  for (const auto& layer : layers_) count += layer->parameters();
  return count;
}

template <class T>
double LayerStack<T>::stored() const {
  double count = 0;
  for (const auto& layer : layers_) count += layer->stored();
  return count;
}

template <class T>
double LayerStack<T>::workspace(double rows) const {
  double count = 0;
  for (const auto& layer : layers_) count += layer->workspace(rows);
  return count;
}

template <class T>
typename LayerStack<T>::ScratchSizes LayerStack<T>::scratch(double rows, int threads) const {
  ScratchSizes sizes = {0, 0};
  for (const auto& layer : layers_) {
    sizes.working = std::max(sizes.working, layer->scratch(rows, threads));
    if (layer != layers_.back()) sizes.gradients = std::max(sizes.gradients, rows * layer->out());
  }
  return sizes;
}

template <class T>
void LayerStack<T>::place(ParameterLayout& layout, const std::string& name) {
  for (std::size_t i = 0; i < layers_.size(); ++i)
    layers_[i]->place(layout, name + "." + std::to_string(i));
}

template <class T>
void LayerStack<T>::reserve(Index rows) {
  for (auto& layer : layers_) layer->reserve(rows);
}

template <class T>
void LayerStack<T>::initialise(T* block, std::uint64_t seed, std::uint64_t& row) const {
  for (const auto& layer : layers_) layer->initialise(block, seed, row++);
}

template <class T>
MatrixView<T> LayerStack<T>::forward(const T* block, ConstMatrixView<T> X, Team& team) {
  const T* input = X.data();
  Index width = X.cols();
  for (auto& layer : layers_) {
    layer->forward(block, {input, X.rows(), width}, team);
    const auto output = layer->output(X.rows());
    input = output.data();
    width = output.cols();
  }
  return output(X.rows());
}

template <class T>
double LayerStack<T>::backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, T* dX,
                               LayerScratch<T>& scratch, Team& team, const GradientUse<T>& use) {
  const Index n = X.rows();
  T* dOutput = dY.data();
  double squares = 0;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    const auto input = i == 0 ? X : as_const(layers_[i - 1]->output(n));
    T* dInput = i == 0 ? dX : scratch.gradients[i % 2].data();
    squares += layers_[i]->backward(block, input, {dOutput, n, layers_[i]->output(n).cols()},
                                    dInput, scratch.working.data(), team, use);
    dOutput = dInput;
  }
  return squares;
}

template class LayerStack<float>;
template class LayerStack<double>;

}  // namespace vae1
