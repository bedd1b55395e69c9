#include "gaussian_mixture.hpp"

#include "../random/stream.hpp"

namespace vae1 {

void GaussianMixture::draw(std::uint64_t seed, std::uint64_t row, std::span<float> z) const {
  // The first component at which the cumulative weight exceeds a uniform number. The weights' sum
  // may round to slightly less than 1.
  double left = Stream(seed, Purpose::mixture_component).uniform_double(0, row);
  const Component* chosen = nullptr;
  for (const auto& component : components_) {
    if (component.weight > 0) chosen = &component;
    left -= component.weight;
    if (left < 0) break;
  }
  Stream(seed, Purpose::generation_latent).normal(0, row, z);
  // From last to first: F is lower triangular, so element j needs the noise up to j.
  for (auto j = static_cast<Index>(z.size()); j-- > 0;) {
    double sum = chosen->mean[j];
    for (Index i = 0; i <= j; ++i)
      sum += chosen->factor(j, i) * double{z[static_cast<std::size_t>(i)]};
    z[static_cast<std::size_t>(j)] = static_cast<float>(sum);
  }
}

}  // namespace vae1
