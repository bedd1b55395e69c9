// A mixture of Gaussians over the latent space, p(z) = sum w_k N(z; m_k, C_k) with full
// covariances. It describes where the rows lie, which N(0, I) sometimes describes poorly.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "../types.hpp"

namespace vae1 {

class GaussianMixture {
 public:
  struct Component {
    double weight = 0;      // w >= 0; they add up to 1
    Vector<double> mean;    // m: L
    Matrix<double> factor;  // F, L x L, lower, positive diagonal: C = F F^T
  };

  explicit GaussianMixture(std::vector<Component> components)
      : components_(std::move(components)) {}

  const std::vector<Component>& components() const { return components_; }

  // Draws the latents of generated row `row`: z = m + F noise. z: L values.
  void draw(std::uint64_t seed, std::uint64_t row, std::span<float> z) const;

 private:
  std::vector<Component> components_;
};

}  // namespace vae1
