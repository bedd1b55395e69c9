#include "transposition.hpp"

#include <algorithm>

namespace vae1 {
namespace {

template <class T>
__attribute__((noinline)) void transpose(const T* from, Index rows, Index columns, Index block,
                                         T* to) {
  for (Index row = 0; row < rows; ++row)
    for (Index column = 0; column < columns; ++column, from += block)
      std::copy_n(from, block, to + (column * rows + row) * block);
}

template <class T>
class Transposition final : public Layer<T> {
 public:
  Transposition(double size, Index rows, Index columns, Index block)
      : Layer<T>(size, size), rows_(rows), columns_(columns), block_(block) {}

  void forward(const T*, ConstMatrixView<T> X, T*, Team&) override {
    auto Y = this->output(X.rows());
    for (Index row = 0; row < X.rows(); ++row)
      transpose(&X(row, 0), rows_, columns_, block_, &Y(row, 0));
  }
  double backward(const T*, ConstMatrixView<T>, MatrixView<T> dY, MatrixView<T> dX, T*, Team&,
                  const GradientUse<T>&) override {
    if (dX.cols() > 0)
      for (Index row = 0; row < dY.rows(); ++row)
        transpose(&dY(row, 0), columns_, rows_, block_, &dX(row, 0));
    return 0;
  }

 private:
  Index rows_, columns_, block_;
};

}  // namespace

LayerSpec transposition(std::int64_t rows, std::int64_t columns, std::int64_t block) {
  return {"transposition", {rows, columns, block}};
}

template <class T>
std::unique_ptr<Layer<T>> make_transposition(const std::vector<std::int64_t>& settings, double in) {
  if (settings.size() != 3) return nullptr;
  double size = 1;
  for (const auto setting : settings) {
    if (setting < 1) return nullptr;
    size *= static_cast<double>(setting);
  }
  if (size != in) return nullptr;
  const auto at = [&](std::size_t i) { return static_cast<Index>(settings[i]); };
  return std::make_unique<Transposition<T>>(in, at(0), at(1), at(2));
}

template std::unique_ptr<Layer<float>> make_transposition(const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<double>> make_transposition(const std::vector<std::int64_t>&,
                                                           double);

}  // namespace vae1
