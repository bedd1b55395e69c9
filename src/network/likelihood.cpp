#include "likelihood.hpp"

#include "bernoulli.hpp"
#include "gaussian.hpp"

namespace vae1 {

template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features) {
  if (likelihood == Likelihood::bernoulli) return std::make_unique<BernoulliLikelihood<T>>();
  return std::make_unique<GaussianLikelihood<T>>(features);
}

template std::unique_ptr<LikelihoodModel<float>> make_likelihood(Likelihood, Index);
template std::unique_ptr<LikelihoodModel<double>> make_likelihood(Likelihood, Index);

}  // namespace vae1
