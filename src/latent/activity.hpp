// Measures which latent dimensions a model uses on a data set: for each dimension, the variance of
// the posterior mean over the rows, and the mean KL divergence of the posterior from the prior. An
// unused dimension falls back to the prior, so both go to 0. Burda, Grosse, Salakhutdinov (2016),
// arXiv:1509.00519, section 5, call a unit active if the variance is above 0.01.
#pragma once

#include <cstdint>
#include <vector>

#include "../inference/inference.hpp"

namespace vae1 {

class LatentActivity {
 public:
  explicit LatentActivity(Index latent_dim);

  void add(const Inference& inference, const Rows& rows);

  // L values each.
  std::vector<double> variance_of_means() const;  // over N
  std::vector<double> kl() const;                 // nats

 private:
  struct Dimension {
    double mean = 0, squares = 0;  // of the posterior's mean; sum of (x - mean)^2
    double kl = 0;                 // sum
  };
  std::vector<Dimension> dimensions_;
  std::uint64_t rows_ = 0;
};

}  // namespace vae1
