// The reads that take several calls. What each does is in inference/ and latent/.
#pragma once

#include <memory>

#include "read.hpp"

namespace vae1 {

// Scores of the block's rows: n values.
std::unique_ptr<LongRead> begin_scores(ReadCall& call);
// n x D.
std::unique_ptr<LongRead> begin_feature_scores(ReadCall& call);
// Completes the block's rows, of a mixed table: draws x n x D.
std::unique_ptr<LongRead> begin_imputation(ReadCall& call);
// Of the rows added: the variances of L posterior means, L mean KL divergences, then the columns
// whose learned variance is at its bound.
std::unique_ptr<LongRead> begin_activity(ReadCall& call);
// Fits the model's mixture to the rows added, as many as the block counts: the rounds of EM, and
// the mean log-likelihood.
std::unique_ptr<LongRead> begin_mixture_fit(ReadCall& call);

}  // namespace vae1
