// The kinds of likelihoods, each of which is in a file of its name.
#pragma once

#include "likelihood.hpp"

namespace vae1 {

template <class T>
using LikelihoodPointer = std::unique_ptr<LikelihoodModel<T>>;

template <class T>
LikelihoodPointer<T> make_bernoulli(Index features);
template <class T>
LikelihoodPointer<T> make_gaussian(Index features);
template <class T>
LikelihoodPointer<T> make_discretized_logistic(Index features);
template <class T>
LikelihoodPointer<T> make_mixed(std::span<const Column> columns);

}  // namespace vae1
