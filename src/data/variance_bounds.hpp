#pragma once

namespace vae1 {

// Bounds of the variance that a likelihood learns for a Gaussian, in the model's units: relative to
// that of the data, or of a mixture's component. Without the lower one, a column that the model can
// copy exactly would drive the density to infinity.
struct VarianceBounds {
  static constexpr double smallest = 1e-6;
  static constexpr double largest = 1e6;
};

}  // namespace vae1
