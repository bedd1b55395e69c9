// A logistic distribution over the 256 values of a byte, so that -log p(x|z) is that of the byte
// itself, and divided by log 2 its bits: Kingma et al. (2016), "Inverse Autoregressive Flow",
// arXiv:1606.04934, and Salimans et al. (2017), "PixelCNN++", arXiv:1701.05517, section 2.1.
//
// O: for each feature side by side its mean m, with 0 for the middle grey, and its log-scale s,
// both in units in which a byte is y = 2x - 1 for x = 0, 1/255, ..., 1, so that its neighbours are
// 2h away, h = 1/255. With a = (y - m + h) e^-s, b = (y - m - h) e^-s, d = a - b and the logistic
// function F, p = F(a) - F(b) = F(a) F(-b) (1 - e^-d), which loses nothing in the tails. Black has
// all below it, p = F(a), and white all above, p = F(-b).
#include <algorithm>
#include <cmath>

#include "../math/elementary.hpp"
#include "../math/packs.hpp"
#include "kinds.hpp"

namespace vae1 {
namespace {

constexpr Index parts = 2;  // outputs of a feature
// The smallest log-scale: of a scale of a quarter of a step between bytes.
constexpr double smallest_log_scale = -6.0;

// The means and the log-scales of a few consecutive features.
template <class V>
struct Logistics;
template <>
struct Logistics<double> {
  double mean, scale;

  static Logistics load(const double* o, Index) { return {o[0], o[1]}; }
  void store(double* o, Index) const {
    o[0] = mean;
    o[1] = scale;
  }
};
template <>
struct Logistics<Lanes> {
  Lanes mean, scale;

  static Logistics load(const float* o, Index count) {
    Logistics of = {splat(0), splat(0)};
    for (Index i = 0; i < count; ++i) {
      of.mean[i] = o[parts * i];
      of.scale[i] = o[parts * i + 1];
    }
    return of;
  }
  void store(float* o, Index count) const {
    for (Index i = 0; i < count; ++i) {
      o[parts * i] = mean[i];
      o[parts * i + 1] = scale[i];
    }
  }
};

inline Index count_of(WholePack) { return sizeof(Pack<float>) / sizeof(float); }
inline Index count_of(PartPack at) { return at.count; }

// -log p and what its gradient needs.
template <class V>
class Byte {
 public:
  Byte(V x, const Logistics<V>& o)
      : bounded_(o.scale > lowest() ? o.scale : lowest()),
        inverse_(math::exp(-bounded_)),
        low_(middle(x, o) - half_step()),
        high_(middle(x, o) + half_step()),
        below_(-(high_ * inverse_)),
        above_(low_ * inverse_),
        black_(x < math::constant<V>(0.5 / 255)),
        white_(x > math::constant<V>(254.5 / 255)) {}

  V loss() const {
    const V step = wide() * inverse_;
    const V inner = math::log(-math::expm1(-step));
    return (white_ ? V{} : below_.softplus()) + (black_ ? V{} : above_.softplus()) -
           ((black_ | white_) ? V{} : inner);
  }
  // Of the mean and the log-scale.
  Logistics<V> gradient(const Logistics<V>& o) const {
    const V step = wide() * inverse_;
    const V da = white_ ? V{} : -below_.sigmoid(), db = black_ ? V{} : above_.sigmoid();
    const V dd = (black_ | white_) ? V{} : -math::constant<V>(1) / math::expm1(step);
    const V scaled = high_ * da + low_ * db + wide() * dd;
    return {-(inverse_ * (da + db)), o.scale > lowest() ? -(inverse_ * scaled) : V{}};
  }

 private:
  static V half_step() { return math::constant<V>(1.0 / 255); }
  static V wide() { return math::constant<V>(2.0 / 255); }
  static V lowest() { return math::constant<V>(smallest_log_scale); }
  static V middle(V x, const Logistics<V>& o) {
    return math::constant<V>(2) * x - math::constant<V>(1) - o.mean;
  }
  using Test = decltype(V{} > V{});

  V bounded_, inverse_, low_, high_;
  math::Logistic<V> below_, above_;
  Test black_, white_;
};

template <class T>
__attribute__((noinline)) double row_loss_of_bytes(const T* x, const T* o, const T* counted,
                                                   Index count) {
  using V = Pack<T>;
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const auto of = Logistics<V>::load(o + parts * at.first, count_of(at));
    loss += Byte<V>(at.load(x), of).loss() * at.load(counted);
  });
  return static_cast<double>(sum(loss));
}

template <class T>
__attribute__((noinline)) double row_backward_of_bytes(const T* x, T* o, const T* counted,
                                                       Index count, T weight) {
  using V = Pack<T>;
  const V weights = math::constant<V>(weight);
  V loss{};
  for_packs<T>(count, [&](auto at) {
    const V counts = at.load(counted), weighted = weights * counts;
    const auto of = Logistics<V>::load(o + parts * at.first, count_of(at));
    const Byte<V> byte(at.load(x), of);
    loss += byte.loss() * counts;
    const auto d = byte.gradient(of);
    Logistics<V>{d.mean * weighted, d.scale * weighted}.store(o + parts * at.first, count_of(at));
  });
  return static_cast<double>(sum(loss));
}

template <class T>
class DiscretizedLogistic final : public LikelihoodModel<T> {
 public:
  explicit DiscretizedLogistic(Index features) : features_(features) {}

  Index outputs() const override { return parts * features_; }

  void row_losses(const Given<T>& given, ConstMatrixView<T> O, double* out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row)
      out[row] = row_loss_of_bytes(&X(row, 0), &O(row, 0), counted.data(), X.cols());
  }

  void feature_losses(const Given<T>& given, ConstMatrixView<T> O,
                      MatrixView<T> out) const override {
    using V = Pack<T>;
    for (Index row = 0; row < O.rows(); ++row)
      for_packs<T>(features_, [&](auto at) {
        const auto of = Logistics<V>::load(&O(row, 0) + parts * at.first, count_of(at));
        at.store(&out(row, 0),
                 Byte<V>(at.load(&given.X(row, 0)), of).loss() * at.load(given.counted.data()));
      });
  }

  void backward(const Given<T>& given, MatrixView<T> O, T weight, MatrixView<T>,
                double* out) const override {
    const auto& [parameters, X, counted] = given;
    for (Index row = 0; row < X.rows(); ++row)
      out[row] = row_backward_of_bytes(&X(row, 0), &O(row, 0), counted.data(), X.cols(), weight);
  }

  void mean(ConstMatrixView<T> O, MatrixView<T> out) const override {
    for (Index row = 0; row < O.rows(); ++row)
      for (Index j = 0; j < features_; ++j)
        out(row, j) = std::clamp((O(row, parts * j) + T(1)) / 2, T(0), T(1));
  }
  bool uses_uniform() const override { return true; }
  // By the inverse of its distribution function, then to the nearest byte.
  void draw(const T*, ConstMatrixView<T> O, ConstMatrixView<T>, ConstMatrixView<T> uniform,
            MatrixView<T> out) const override {
    for (Index row = 0; row < O.rows(); ++row)
      for (Index j = 0; j < features_; ++j) {
        const T m = O(row, parts * j);
        const T scale =
            std::exp(std::max(O(row, parts * j + 1), static_cast<T>(smallest_log_scale)));
        const T u = uniform(row, j), y = m + scale * (std::log1p(u) - std::log1p(-u));
        out(row, j) = std::round(std::clamp((y + T(1)) / 2, T(0), T(1)) * 255) / 255;
      }
  }

 private:
  Index features_;
};

}  // namespace

template <class T>
LikelihoodPointer<T> make_discretized_logistic(Index features) {
  return std::make_unique<DiscretizedLogistic<T>>(features);
}

template LikelihoodPointer<float> make_discretized_logistic(Index);
template LikelihoodPointer<double> make_discretized_logistic(Index);

}  // namespace vae1
