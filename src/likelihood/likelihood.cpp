#include "likelihood.hpp"

#include "kinds.hpp"

namespace vae1 {

template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features,
                                                    std::span<const Column> columns) {
  if (!columns.empty()) return make_mixed<T>(columns);
  if (likelihood == Likelihood::bernoulli) return make_bernoulli<T>(features);
  if (likelihood == Likelihood::discretized_logistic) return make_discretized_logistic<T>(features);
  return make_gaussian<T>(features);
}

template std::unique_ptr<LikelihoodModel<float>> make_likelihood(Likelihood, Index,
                                                                 std::span<const Column>);
template std::unique_ptr<LikelihoodModel<double>> make_likelihood(Likelihood, Index,
                                                                  std::span<const Column>);

}  // namespace vae1
