#include "likelihood.hpp"

#include "bernoulli.hpp"
#include "gaussian.hpp"
#include "mixed.hpp"

namespace vae1 {

template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features,
                                                    std::span<const Column> columns) {
  if (!columns.empty()) return std::make_unique<MixedLikelihood<T>>(columns);
  if (likelihood == Likelihood::bernoulli)
    return std::make_unique<BernoulliLikelihood<T>>(features);
  return std::make_unique<GaussianLikelihood<T>>(features);
}

template std::unique_ptr<LikelihoodModel<float>> make_likelihood(Likelihood, Index,
                                                                 std::span<const Column>);
template std::unique_ptr<LikelihoodModel<double>> make_likelihood(Likelihood, Index,
                                                                  std::span<const Column>);

}  // namespace vae1
