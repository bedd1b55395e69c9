#include "convolution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../products/panel_convolutions.hpp"
#include "../products/plain_convolutions.hpp"
#include "../random/stream.hpp"

namespace vae1 {
namespace {

template <class Products>
struct ConvolutionsOf;
template <class T>
struct ConvolutionsOf<PlainProducts<T>> {
  using Type = PlainConvolutions<T>;
};
template <>
struct ConvolutionsOf<PanelProducts> {
  using Type = PanelConvolutions;
};

template <class T, class Products>
class Convolution final : public Layer<T> {
  using Products2D = typename ConvolutionsOf<Products>::Type;

 public:
  Convolution(const ConvolutionShape& shape, bool transposed, std::optional<Activation> activation)
      : Layer<T>(static_cast<double>(transposed ? shape.maps_size() : shape.image_size()),
                 static_cast<double>(transposed ? shape.image_size() : shape.maps_size())),
        shape_(shape),
        transposed_(transposed),
        activated_(activation),
        all_(InputLimits::none(shape.inputs(), shape.maps)) {}

  double parameters() const override {
    return static_cast<double>(shape_.inputs()) * static_cast<double>(shape_.maps) +
           static_cast<double>(out_channels());
  }
  double stored() const override { return weight_size() + bias_size(); }
  double workspace(double rows) const override {
    return Layer<T>::workspace(rows) + activated_.workspace(Layer<T>::workspace(rows));
  }
  // The gradient of the parameters, and what the products need.
  double scratch(double rows, int threads) const override {
    return stored() + Products2D::scratch_size(shape_, rows, threads);
  }

  bool reads_output() const override { return activated_.reads_output(); }
  void place(ParameterLayout& layout, const std::string& name) override {
    weight_ = layout.add(name + ".weight", shape_.inputs(), shape_.maps,
                         static_cast<Index>(weight_size()), &all_);
    bias_ = layout.add(name + ".bias", 1, out_channels(), static_cast<Index>(bias_size()));
  }
  void reserve(Index rows) override {
    Layer<T>::reserve(rows);
    activated_.reserve(rows, static_cast<Index>(this->out()));
  }

  // Uniform on +-1/sqrt(inputs that an output sees), weights and biases, as a dense layer. What an
  // output of a transposed convolution sees varies with its place: on average, the taps by
  // stride^2.
  void initialise(T* block, std::uint64_t seed, std::uint64_t row) const override {
    const auto square = static_cast<T>(shape_.stride * shape_.stride);
    const T seen = transposed_ ? static_cast<T>(shape_.taps() * shape_.maps) / square
                               : static_cast<T>(shape_.inputs());
    const T bound = T(1) / std::sqrt(std::max(seen, T(1)));
    const Stream stream(seed, Purpose::initialisation);
    Matrix<T> weight(weight_.rows, weight_.cols);
    stream.uniform(0, row, std::span(weight.data(), static_cast<std::size_t>(weight.size())));
    weight *= bound;
    Products::pack(ConstMatrixView<T>(weight.data(), weight.rows(), weight.cols()),
                   block + weight_.offset);
    VectorView<T> bias(block + bias_.offset, out_channels());
    stream.uniform(1, row, std::span(bias.data(), static_cast<std::size_t>(bias.size())));
    bias *= bound;
  }
  void forward(const T* block, ConstMatrixView<T> X, T* scratch, Team& team) override {
    auto Y = this->output(X.rows());
    const T *weight = block + weight_.offset, *bias = block + bias_.offset;
    if (transposed_)
      Products2D::spread(shape_, X, weight, bias, Y, scratch, team);
    else
      Products2D::correlate(shape_, X, weight, bias, Y, scratch, team);
    activated_.forward(Y, team);
  }

  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, MatrixView<T> dX,
                  T* scratch, Team& team, const GradientUse<T>& use) override {
    activated_.backward(as_const(this->output(dY.rows())), dY, team);
    const T* weight = block + weight_.offset;
    T* gradient = scratch;
    T* working = scratch + static_cast<Index>(stored());
    if (dX.cols() > 0) {
      if (transposed_)
        Products2D::correlate(shape_, as_const(dY), weight, nullptr, dX, working, team);
      else
        Products2D::spread(shape_, as_const(dY), weight, nullptr, dX, working, team);
    }
    T* d_bias = gradient + static_cast<Index>(weight_size());
    if (transposed_)
      Products2D::weight_gradient(shape_, as_const(dY), X, gradient, working, team);
    else
      Products2D::weight_gradient(shape_, X, as_const(dY), gradient, working, team);
    Products2D::bias_gradient(as_const(dY), out_channels(), d_bias);
    return use.take(weight_.offset, {gradient, weight_.stored}) +
           use.take(bias_.offset, {d_bias, bias_.stored});
  }

 private:
  Index out_channels() const { return transposed_ ? shape_.channels : shape_.maps; }
  double weight_size() const {
    return Products::weight_size(static_cast<double>(shape_.inputs()),
                                 static_cast<double>(shape_.maps));
  }
  double bias_size() const { return Products::bias_size(static_cast<double>(out_channels())); }

  ConvolutionShape shape_;
  bool transposed_;
  Activated<T> activated_;
  InputLimits all_;
  Tensor weight_, bias_;
};

// The most numbers of an image, of its maps, and of a kernel.
constexpr double most_numbers = std::numeric_limits<std::int32_t>::max();

bool valid(const ConvolutionShape& shape) {
  const auto& [height, width, channels, maps, kernel_height, kernel_width, stride, top, left,
               bottom, right] = shape;
  for (const Index size : {height, width, channels, maps, kernel_height, kernel_width, stride})
    if (size < 1 || static_cast<double>(size) > most_numbers) return false;
  // A kernel always lies on at least one pixel.
  if (top < 0 || bottom < 0 || top >= kernel_height || bottom >= kernel_height) return false;
  if (left < 0 || right < 0 || left >= kernel_width || right >= kernel_width) return false;
  const auto product = [](std::initializer_list<Index> sizes) {
    double of = 1;
    for (const Index size : sizes) of *= static_cast<double>(size);
    return of;
  };
  if (height > most_numbers / 4 - kernel_height || width > most_numbers / 4 - kernel_width)
    return false;
  if (shape.padded_height() < kernel_height || shape.padded_width() < kernel_width) return false;
  // The kernels go through the pixels under each step.
  if (stride > std::max(shape.padded_height(), shape.padded_width())) return false;
  // Kernels pad channels and maps to their panels, and surround the maps by a border.
  const auto wide = [](Index number) { return (number + 7) / 8 * 8; };
  if (channels > most_numbers / 8 || maps > most_numbers / 8) return false;
  return product({shape.padded_height(), shape.padded_width(), wide(channels)}) <= most_numbers &&
         product({stride, shape.padded_width(), wide(channels)}) <= most_numbers &&
         product({shape.map_height() + 2 * kernel_height, shape.map_width() + 2 * kernel_width,
                  wide(maps)}) <= most_numbers &&
         product({kernel_height, kernel_width, wide(channels), wide(maps)}) <= most_numbers;
}

LayerSpec spec_of(const char* kind, const ConvolutionShape& shape,
                  std::optional<Activation> activation) {
  return {kind,
          {shape.height, shape.width, shape.channels, shape.maps, shape.kernel_height,
           shape.kernel_width, shape.stride, shape.top, shape.left, shape.bottom, shape.right,
           setting_of(activation)}};
}

}  // namespace

LayerSpec convolution(const ConvolutionShape& shape, std::optional<Activation> activation) {
  return spec_of("convolution", shape, activation);
}

LayerSpec transposed_convolution(const ConvolutionShape& shape,
                                 std::optional<Activation> activation) {
  return spec_of("transposedConvolution", shape, activation);
}

template <class T, class Products>
std::unique_ptr<Layer<T>> make_convolution(const std::vector<std::int64_t>& settings, double in,
                                           bool transposed) {
  if (settings.size() != 12 || !is_activation(settings[11])) return nullptr;
  for (const auto setting : settings)
    if (static_cast<double>(setting) > most_numbers) return nullptr;
  const auto at = [&](std::size_t i) { return static_cast<Index>(settings[i]); };
  const ConvolutionShape shape = {at(0), at(1), at(2), at(3), at(4), at(5),
                                  at(6), at(7), at(8), at(9), at(10)};
  if (!valid(shape)) return nullptr;
  const Index input = transposed ? shape.maps_size() : shape.image_size();
  if (in != static_cast<double>(input)) return nullptr;
  const auto activation = activation_of(settings[11]);
  return std::make_unique<Convolution<T, Products>>(shape, transposed, activation);
}

template std::unique_ptr<Layer<float>> make_convolution<float, PlainProducts<float>>(
    const std::vector<std::int64_t>&, double, bool);
template std::unique_ptr<Layer<double>> make_convolution<double, PlainProducts<double>>(
    const std::vector<std::int64_t>&, double, bool);
template std::unique_ptr<Layer<float>> make_convolution<float, PanelProducts>(
    const std::vector<std::int64_t>&, double, bool);

}  // namespace vae1
