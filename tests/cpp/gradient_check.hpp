// Compares a network's gradient with central differences of its loss.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "network/vae.hpp"

namespace vae1 {

// Needs input and noise of n rows. A gradient below a hundredth of the largest is compared
// absolutely: differences of a loss of order 10 have rounding errors of 10 * 2^-53 / step = 1e-10.
inline void expect_gradient(Vae<double>& net, Index n, const Objective& objective) {
  constexpr double step = 1e-5;
  net.backward(n, objective);
  const Vector<double> gradient = net.gradient();
  const double floor = 1e-2 * gradient.cwiseAbs().maxCoeff();
  const auto loss = [&] { return net.backward(n, objective).loss / static_cast<double>(n); };
  for (Index i = 0; i < gradient.size(); ++i) {
    double& w = net.parameters()[i];
    const double kept = w;
    w = kept + step;
    const double above = loss();
    w = kept - step;
    const double below = loss();
    w = kept;
    const double difference = (above - below) / (2 * step);
    ASSERT_LT(std::abs(gradient[i] - difference), 1e-6 * std::max(std::abs(difference), floor))
        << "parameter " << i << ": " << gradient[i] << " against " << difference;
  }
}

}  // namespace vae1
