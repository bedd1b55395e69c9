// A mixture of Gaussians over the values of one column, by EM: Bishop (2006), "Pattern Recognition
// and Machine Learning", 9.2.2. Its components are the column's modes. For each row the decoder
// says which component the cell comes from and where in it (likelihood/mixed.cpp).
#pragma once

#include <vector>

#include "column.hpp"

namespace vae1 {

// values: a sample in the model's units. Returns at most max_components, by ascending mean.
std::vector<Component> fit_marginal_mixture(std::vector<double> values);

}  // namespace vae1
