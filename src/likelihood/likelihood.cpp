#include "likelihood.hpp"

#include "bernoulli.hpp"
#include "gaussian.hpp"
#include "mixed.hpp"

namespace vae1 {

template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features,
                                                    std::span<const Column> columns) {
  if (!columns.empty()) return std::make_unique<MixedLikelihood<T>>(columns);
  if (likelihood == Likelihood::bernoulli) return std::make_unique<BernoulliLikelihood<T>>();
  return std::make_unique<GaussianLikelihood<T>>(features);
}

template std::unique_ptr<LikelihoodModel<float>> make_likelihood(Likelihood, Index,
                                                                 std::span<const Column>);
template std::unique_ptr<LikelihoodModel<double>> make_likelihood(Likelihood, Index,
                                                                  std::span<const Column>);

LikelihoodWidths widths_of(Likelihood likelihood, double features,
                           std::span<const Column> columns) {
  if (columns.empty()) return {features, likelihood == Likelihood::gaussian ? features : 0, 0};
  LikelihoodWidths widths;
  for (const auto& column : columns) {
    widths.outputs += static_cast<double>(outputs_of(column));
    widths.parameters += static_cast<double>(parameters_of(column));
  }
  widths.row_gradients = widths.parameters;
  return widths;
}

}  // namespace vae1
