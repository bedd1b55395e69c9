// Gaussian likelihood with one learned variance per feature: -log p(x|z) = 1/2 sum(log 2 pi + s +
// (x - o)^2 e^-s), s: D log-variances, shared by all rows. Learning the variance instead of fixing
// it calibrates reconstruction against KL: Rybkin, Daniilidis, Levine (2021), "Simple and Effective
// VAE Training with Calibrated Decoders", arXiv:2006.13202.
#include <cmath>
#include <numbers>

#include "../math/elementary.hpp"
#include "../math/packs.hpp"
#include "kinds.hpp"

namespace vae1 {
namespace {

const double log_2pi = std::log(2 * std::numbers::pi);

// Twice a feature's loss. Computes e^-s for each element instead of reading it from a buffer that
// threads would have to share.
template <class V>
V twice_loss(V error, V log_variance) {
  return math::constant<V>(log_2pi) + log_variance + error * (error * math::exp(-log_variance));
}

template <class T>
__attribute__((noinline)) double row_loss(const T* x, const T* o, const T* s, const T* counted,
                                          Index count) {
  using V = Pack<T>;
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const V error = at.load(o) - at.load(x), log_variance = at.load(s);
    loss += twice_loss(error, log_variance) * at.load(counted);
  });
  return 0.5 * static_cast<double>(sum(loss));
}

template <class T>
__attribute__((noinline)) double row_backward(const T* x, T* o, const T* s, const T* counted,
                                              Index count, T weight) {
  using V = Pack<T>;
  const V weights = math::constant<V>(weight);
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const V error = at.load(o) - at.load(x), log_variance = at.load(s), count_of = at.load(counted);
    const V distance = error * math::exp(-log_variance);
    loss += (math::constant<V>(log_2pi) + log_variance + error * distance) * count_of;
    at.store(o, distance * (count_of * weights));
  });
  return 0.5 * static_cast<double>(sum(loss));
}

template <class T>
class GaussianLikelihood final : public LikelihoodModel<T> {
 public:
  explicit GaussianLikelihood(Index features) : features_(features) {}

  Index outputs() const override { return features_; }
  Index parameters() const override { return features_; }  // s
  const char* parameters_name() const override { return "likelihood.logVariance"; }

  void initialise(T* parameters) const override { log_variance(parameters).setZero(); }
  void constrain(T* parameters) const override {
    auto s = log_variance(parameters).array();
    s = s.max(lowest_).min(highest_);
  }
  bool at_bound(const T* parameters, Index feature) const override {
    const T s = parameters[feature];
    return s <= lowest_ || s >= highest_;
  }

  void row_losses(const Given<T>& given, ConstMatrixView<T> O, double* out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row)
      out[row] = row_loss(&X(row, 0), &O(row, 0), parameters, counted.data(), X.cols());
  }

  void feature_losses(const Given<T>& given, ConstMatrixView<T> O,
                      MatrixView<T> out) const override {
    using V = Pack<T>;
    for (Index row = 0; row < O.rows(); ++row)
      for_packs<T>(O.cols(), [&](auto at) {
        const V error = at.load(&O(row, 0)) - at.load(&given.X(row, 0));
        const V half_counted = math::constant<V>(0.5) * at.load(given.counted.data());
        at.store(&out(row, 0), half_counted * twice_loss(error, at.load(given.parameters)));
      });
  }

  void backward(const Given<T>& given, MatrixView<T> O, T weight, MatrixView<T>,
                double* out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row)
      out[row] = row_backward(&X(row, 0), &O(row, 0), parameters, counted.data(), X.cols(), weight);
  }

  // ds = weight / 2 * (the sum over the rows of 1 - (x - o)^2 e^-s), where
  // dO = weight * (o - x) e^-s.
  void parameter_gradient(const Given<T>& given, ConstMatrixView<T> dO, ConstMatrixView<T>,
                          T weight, ConstVectorView<T> multiplicity, T* gradient) const override {
    using V = Pack<T>;
    const T rows = multiplicity.sum();
    for_packs<T>(dO.cols(), [&](auto at) {
      V squares{};
      for (Index row = 0; row < dO.rows(); ++row) {
        const V d = at.load(&dO(row, 0));
        squares += d * d * math::constant<V>(multiplicity[row]);
      }
      const V variance = math::exp(at.load(given.parameters));
      at.store(gradient, math::constant<V>(0.5 * weight * rows) * at.load(given.counted.data()) -
                             math::constant<V>(0.5 / weight) * (variance * squares));
    });
  }

  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override { out = O; }
  void draw(const T* parameters, ConstMatrixView<T> O, ConstMatrixView<T> normal,
            ConstMatrixView<T>, MatrixView<T> out) const override {
    using V = Pack<T>;
    for (Index row = 0; row < O.rows(); ++row)
      for_packs<T>(O.cols(), [&](auto at) {
        const V deviation = math::exp(math::constant<V>(0.5) * at.load(parameters));
        at.store(&out(row, 0), at.load(&O(row, 0)) + deviation * at.load(&normal(row, 0)));
      });
  }

 private:
  VectorView<T> log_variance(T* parameters) const { return {parameters, features_}; }

  Index features_;
  T lowest_ = std::log(static_cast<T>(VarianceBounds::smallest));
  T highest_ = std::log(static_cast<T>(VarianceBounds::largest));
};

}  // namespace

template <class T>
LikelihoodPointer<T> make_gaussian(Index features) {
  return std::make_unique<GaussianLikelihood<T>>(features);
}

template LikelihoodPointer<float> make_gaussian(Index);
template LikelihoodPointer<double> make_gaussian(Index);

}  // namespace vae1
