#include "group_norm.hpp"

#include <cmath>
#include <limits>

namespace vae1 {
namespace {

// As in torch.nn.GroupNorm.
constexpr double epsilon = 1e-5;

// A row: positions x channels. For each channel, the sum over the positions.
template <class T>
__attribute__((noinline)) void channel_sums(const T* x, Index positions, Index channels, T* sums) {
  std::fill_n(sums, channels, T(0));
  for (Index p = 0; p < positions; ++p, x += channels)
    for_packs<T>(channels, [&](auto at) { at.store(sums, at.load(sums) + at.load(x)); });
}

// The same of (x - mean)^2, mean by channel.
template <class T>
__attribute__((noinline)) void channel_squares(const T* x, const T* mean, Index positions,
                                               Index channels, T* sums) {
  std::fill_n(sums, channels, T(0));
  for (Index p = 0; p < positions; ++p, x += channels)
    for_packs<T>(channels, [&](auto at) {
      const auto away = at.load(x) - at.load(mean);
      at.store(sums, at.load(sums) + away * away);
    });
}

// The same of d (x - mean).
template <class T>
__attribute__((noinline)) void channel_products(const T* d, const T* x, const T* mean,
                                                Index positions, Index channels, T* sums) {
  std::fill_n(sums, channels, T(0));
  for (Index p = 0; p < positions; ++p, x += channels, d += channels)
    for_packs<T>(channels, [&](auto at) {
      at.store(sums, at.load(sums) + at.load(d) * (at.load(x) - at.load(mean)));
    });
}

// y = slope (x - mean) + offset, by channel.
template <class T>
__attribute__((noinline)) void normalise(const T* x, const T* mean, const T* slope, const T* offset,
                                         Index positions, Index channels, T* y) {
  for (Index p = 0; p < positions; ++p, x += channels, y += channels)
    for_packs<T>(channels, [&](auto at) {
      at.store(y, (at.load(x) - at.load(mean)) * at.load(slope) + at.load(offset));
    });
}

// dx = slope d - away (x - mean) - offset, by channel.
template <class T>
__attribute__((noinline)) void differentiate(const T* d, const T* x, const T* mean, const T* slope,
                                             const T* away, const T* offset, Index positions,
                                             Index channels, T* dx) {
  for (Index p = 0; p < positions; ++p, x += channels, d += channels, dx += channels)
    for_packs<T>(channels, [&](auto at) {
      at.store(dx, at.load(d) * at.load(slope) - (at.load(x) - at.load(mean)) * at.load(away) -
                       at.load(offset));
    });
}

template <class T>
class GroupNorm final : public Layer<T> {
 public:
  GroupNorm(Index positions, Index channels, Index groups, std::optional<Activation> activation)
      : Layer<T>(static_cast<double>(positions * channels),
                 static_cast<double>(positions * channels)),
        positions_(positions),
        channels_(channels),
        groups_(groups),
        activated_(activation) {}

  double parameters() const override { return 2 * static_cast<double>(channels_); }
  double stored() const override { return parameters(); }
  double workspace(double rows) const override {
    const double outputs = Layer<T>::workspace(rows);
    return outputs + activated_.workspace(outputs) + rows * 2 * static_cast<double>(channels_);
  }
  // The gradient of gamma and beta by row and in all; what each thread computes by channel.
  double scratch(double rows, int threads) const override {
    return static_cast<double>(channels_) * (2 * rows + 2 + 3 * threads);
  }

  bool reads_output() const override { return activated_.reads_output(); }
  void place(ParameterLayout& layout, const std::string& name) override {
    gamma_ = layout.add(name + ".weight", 1, channels_, channels_);
    beta_ = layout.add(name + ".bias", 1, channels_, channels_);
  }
  void reserve(Index rows) override {
    Layer<T>::reserve(rows);
    activated_.reserve(rows, positions_ * channels_);
    mean_.resize(rows, channels_);
    inverse_.resize(rows, channels_);
  }
  void initialise(T* block, std::uint64_t, std::uint64_t) const override {
    VectorView<T>(block + gamma_.offset, channels_).setOnes();
    VectorView<T>(block + beta_.offset, channels_).setZero();
  }

  void forward(const T* block, ConstMatrixView<T> X, T* scratch, Team& team) override {
    auto Y = this->output(X.rows());
    const T *gamma = block + gamma_.offset, *beta = block + beta_.offset;
    team.share(X.rows(), cost(X.rows()), [&](Index first, Index last, int member) {
      T* slope = scratch + member * 3 * channels_;
      for (Index row = first; row < last; ++row) {
        T *mean = &mean_(row, 0), *inverse = &inverse_(row, 0);
        channel_sums(&X(row, 0), positions_, channels_, mean);
        each_group(mean, [&](T sum) { return sum / size(); });
        channel_squares(&X(row, 0), mean, positions_, channels_, inverse);
        each_group(inverse,
                   [&](T sum) { return T(1) / std::sqrt(sum / size() + static_cast<T>(epsilon)); });
        for (Index c = 0; c < channels_; ++c) slope[c] = gamma[c] * inverse[c];
        normalise(&X(row, 0), mean, slope, beta, positions_, channels_, &Y(row, 0));
      }
    });
    activated_.forward(Y, team);
  }

  double backward(const T* block, ConstMatrixView<T> X, MatrixView<T> dY, MatrixView<T> dX,
                  T* scratch, Team& team, const GradientUse<T>& use) override {
    activated_.backward(as_const(this->output(dY.rows())), dY, team);
    const Index n = X.rows();
    const T* gamma = block + gamma_.offset;
    T *sums = scratch, *by_row = sums + 2 * channels_, *working = by_row + 2 * n * channels_;
    team.share(n, 2 * cost(n), [&](Index first, Index last, int member) {
      T *slope = working + member * 3 * channels_, *away = slope + channels_,
        *offset = away + channels_;
      for (Index row = first; row < last; ++row) {
        const T *mean = &mean_(row, 0), *inverse = &inverse_(row, 0);
        T *d_gamma = by_row + row * 2 * channels_, *d_beta = d_gamma + channels_;
        channel_sums(&dY(row, 0), positions_, channels_, d_beta);
        channel_products(&dY(row, 0), &X(row, 0), mean, positions_, channels_, d_gamma);
        for (Index c = 0; c < channels_; ++c) d_gamma[c] *= inverse[c];
        if (dX.cols() == 0) continue;
        for (Index c = 0; c < channels_; ++c) {
          slope[c] = gamma[c] * inverse[c];
          away[c] = gamma[c] * d_gamma[c];
          offset[c] = gamma[c] * d_beta[c];
        }
        each_group(away, [&](T sum) { return sum / size(); });
        each_group(offset, [&](T sum) { return sum / size(); });
        for (Index c = 0; c < channels_; ++c) {
          away[c] *= inverse[c] * inverse[c];
          offset[c] *= inverse[c];
        }
        differentiate(&dY(row, 0), &X(row, 0), mean, slope, away, offset, positions_, channels_,
                      &dX(row, 0));
      }
    });
    channel_sums(by_row, n, 2 * channels_, sums);
    return use.take(gamma_.offset, {sums, channels_}) +
           use.take(beta_.offset, {sums + channels_, channels_});
  }

 private:
  T size() const { return static_cast<T>(positions_ * (channels_ / groups_)); }
  double cost(Index rows) const {
    return 4 * static_cast<double>(rows) * static_cast<double>(positions_ * channels_);
  }
  // Replaces each channel's number by f of the sum over its group.
  template <class Function>
  void each_group(T* numbers, const Function& f) const {
    const Index wide = channels_ / groups_;
    for (Index first = 0; first < channels_; first += wide) {
      T total = 0;
      for (Index c = 0; c < wide; ++c) total += numbers[first + c];
      std::fill_n(numbers + first, wide, f(total));
    }
  }

  Index positions_, channels_, groups_;
  Activated<T> activated_;
  Tensor gamma_, beta_;
  Matrix<T> mean_, inverse_;  // by row, and alike for a group's channels
};

}  // namespace

LayerSpec group_norm(std::int64_t positions, std::int64_t channels, std::int64_t groups,
                     std::optional<Activation> activation) {
  return {"groupNorm", {positions, channels, groups, setting_of(activation)}};
}

template <class T>
std::unique_ptr<Layer<T>> make_group_norm(const std::vector<std::int64_t>& settings, double in) {
  constexpr auto most = std::int64_t{std::numeric_limits<std::int32_t>::max()};
  if (settings.size() != 4 || !is_activation(settings[3])) return nullptr;
  const auto positions = settings[0], channels = settings[1], groups = settings[2];
  if (positions < 1 || channels < 1 || groups < 1 || positions > most / 2 || channels > most / 2)
    return nullptr;
  if (channels % groups != 0 || in != static_cast<double>(positions * channels)) return nullptr;
  return std::make_unique<GroupNorm<T>>(static_cast<Index>(positions), static_cast<Index>(channels),
                                        static_cast<Index>(groups), activation_of(settings[3]));
}

template std::unique_ptr<Layer<float>> make_group_norm(const std::vector<std::int64_t>&, double);
template std::unique_ptr<Layer<double>> make_group_norm(const std::vector<std::int64_t>&, double);

}  // namespace vae1
