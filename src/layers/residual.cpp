#include "residual.hpp"

#include <limits>

#include "../products/panel_products.hpp"
#include "../products/plain_products.hpp"
#include "convolution.hpp"
#include "group_norm.hpp"
#include "layer_stack.hpp"

namespace vae1 {
namespace {

template <class T>
class Residual final : public Layer<T> {
 public:
  Residual(double size, LayerStack<T> inner) : Layer<T>(size, size), inner_(std::move(inner)) {}

  double parameters() const override { return inner_.parameters(); }
  double stored() const override { return inner_.stored(); }
  double workspace(double rows) const override {
    return Layer<T>::workspace(rows) + inner_.workspace(rows);
  }
  double scratch(double rows, int threads) const override {
    const auto [gradients, working] = inner_.scratch(rows, threads);
    return 2 * gradients + working;
  }

  void place(ParameterLayout& layout, const std::string& name) override {
    inner_.place(layout, name);
  }
  void reserve(Index rows) override {
    Layer<T>::reserve(rows);
    inner_.reserve(rows);
  }
  // Beyond the numbers of a network's other layers.
  void initialise(T* block, std::uint64_t seed, std::uint64_t row) const override {
    std::uint64_t inner_row = (row + 1) << 32;
    inner_.initialise(block, seed, inner_row);
  }

  void forward(const T* block, ConstMatrixView<T> X, T* scratch, Team& team) override {
    const auto added = inner_.forward(block, X, parts(X.rows(), scratch), team);
    auto Y = this->output(X.rows());
    Y = X + added;
  }

  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, MatrixView<T> dX,
                  T* scratch, Team& team, const GradientUse<T>& use) override {
    const double squares = inner_.backward(block, X, dY, dX, parts(X.rows(), scratch), team, use);
    if (dX.cols() > 0) dX += dY;
    return squares;
  }

 private:
  LayerScratch<T> parts(Index rows, T* scratch) const {
    // Between the inner layers, everything is as wide as the block.
    const Index size = rows * static_cast<Index>(this->out());
    return {{scratch, scratch + size}, scratch + 2 * size};
  }

  LayerStack<T> inner_;
};

}  // namespace

LayerSpec residual(std::int64_t height, std::int64_t width, std::int64_t channels,
                   std::int64_t groups, Activation activation) {
  return {"residual", {height, width, channels, groups, setting_of(activation)}};
}

template <class T, class Products>
std::unique_ptr<Layer<T>> make_residual(const std::vector<std::int64_t>& settings, double in) {
  constexpr auto most = std::int64_t{std::numeric_limits<std::int32_t>::max()};
  if (settings.size() != 5 || !is_activation(settings[4])) return nullptr;
  for (const auto setting : settings)
    if (setting > most / 4) return nullptr;
  if (settings[0] < 1 || settings[1] < 1) return nullptr;
  ConvolutionShape shape;
  shape.height = static_cast<Index>(settings[0]);
  shape.width = static_cast<Index>(settings[1]);
  shape.channels = shape.maps = static_cast<Index>(settings[2]);
  shape.kernel_height = shape.kernel_width = 3;
  shape.top = shape.left = shape.bottom = shape.right = 1;
  const auto norm =
      group_norm(settings[0] * settings[1], settings[2], settings[3], activation_of(settings[4]));
  auto inner = LayerStack<T>::template from<Products>(
      {norm, convolution(shape), norm, convolution(shape)}, in);
  if (inner.empty()) return nullptr;
  return std::make_unique<Residual<T>>(in, std::move(inner));
}

template std::unique_ptr<Layer<float>> make_residual<float, PlainProducts<float>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<double>> make_residual<double, PlainProducts<double>>(
    const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<float>> make_residual<float, PanelProducts>(
    const std::vector<std::int64_t>&, double);

}  // namespace vae1
