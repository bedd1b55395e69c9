#include "likelihood.hpp"

#include "bernoulli.hpp"
#include "gaussian.hpp"

namespace vae1 {

template <class T>
std::unique_ptr<LikelihoodModel<T>> make_likelihood(Likelihood likelihood, Index features,
                                                    ParameterLayout& layout) {
  if (likelihood == Likelihood::bernoulli) return std::make_unique<BernoulliLikelihood<T>>();
  return std::make_unique<GaussianLikelihood<T>>(features, layout);
}

template std::unique_ptr<LikelihoodModel<float>> make_likelihood(Likelihood, Index,
                                                                 ParameterLayout&);
template std::unique_ptr<LikelihoodModel<double>> make_likelihood(Likelihood, Index,
                                                                  ParameterLayout&);

}  // namespace vae1
