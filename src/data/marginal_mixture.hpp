// A mixture of Gaussians over the values of one column, by EM: Bishop (2006), "Pattern Recognition
// and Machine Learning", 9.2.2. Its components are where the modes of the column are; the decoder
// says for each row which of them its cell comes from, and where about it (network/mixed.hpp).
#pragma once

#include <vector>

#include "column.hpp"

namespace vae1 {

// values: some, in the model's units. At most max_components, in ascending order of their means.
std::vector<Component> fit_marginal_mixture(std::vector<double> values);

}  // namespace vae1
