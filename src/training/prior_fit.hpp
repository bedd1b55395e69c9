// The learned prior of a model whose training has ended: mixtures of Gaussians of several sizes are
// fitted to one draw from each posterior of training rows, and held-out rows choose among them and
// N(0, I). Since log p(x) >= E[log p(x|z) + log p(z) - log q(z|x)], z ~ q(z|x), a higher mean of
// log p(z) over draws from posteriors is exactly a higher bound. Tomczak and Welling (2018), "VAE
// with a VampPrior", arXiv:1705.07120, on priors that are aggregate posteriors; Ghosh et al.
// (2020), arXiv:1903.12436, section 4, on fitting one afterwards.
//
// - Sample: at most 10,000 training rows, the first in the order of the next epoch, and at most as
//   many held-out rows, evenly spaced. Without held-out rows the last tenth of the sample chooses.
// - Sizes: 1, 4, 16 and 64 components, as long as the sample has 4 L rows for each component, and
//   each is better than the size before on the choosing rows. With fewer than ten rows, only 1.
// - Work: all rounds of EM together take at most a hundredth of the multiply-adds of the training.
// - Choice between the best size and N(0, I), if the prior is automatic: the mixture, if the mean
//   gain exceeds twice its standard error.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "../config.hpp"
#include "../inference/inference.hpp"
#include "../prior/mixture_em.hpp"
#include "row_source.hpp"
#include "validation.hpp"

namespace vae1 {

class PriorFit {
 public:
  struct Settings {
    Prior prior = Prior::automatic;  // automatic needs held-out rows
    Index latent_dim = 0;
    std::uint64_t seed = 0;
    std::uint32_t epoch = 0;   // the number of the next one
    double multiply_adds = 0;  // of the training
  };

  // rows: at the end of an epoch, and all in memory. held_out: null if there are none.
  PriorFit(const Settings& settings, std::unique_ptr<RowSource> rows,
           std::unique_ptr<Validation> held_out);
  // The most bytes that a fit takes.
  static double bytes(double rows, double latent_dim, int threads);

  // Does a piece, of a few milliseconds. Returns whether all is done.
  bool advance(const Inference& inference, Team& team);
  // Once all is done: the mixture that the model's prior should be.
  std::optional<GaussianMixture> take_prior();

 private:
  // log p(z) - log N(z; 0, I) over the choosing rows.
  struct Gain {
    double mean = 0, standard_error = 0;
  };
  void draw_latents(const Inference& inference);
  void draw_choosing(const Inference& inference);
  bool next_size();  // begins it; returns whether there is one
  void end_rounds();
  void measure();  // some of the choosing rows, under the candidate
  void end_size();
  ConstMatrixView<float> fitted_to() const {
    return {sample_.data(), fitted_rows_, sample_.cols()};
  }
  ConstMatrixView<float> choosing() const;

  Settings settings_;
  std::unique_ptr<RowSource> rows_;
  std::unique_ptr<Validation> held_out_;
  std::vector<std::uint64_t> numbers_;      // of the rows of a piece
  std::vector<std::uint32_t> indices_;      // of the held-out rows of a piece
  Matrix<float> sample_, held_out_sample_;  // rows x L: latents
  Index drawn_ = 0, chosen_by_ = 0;         // rows of each that are done
  Index fitted_rows_ = 0;                   // of the sample
  std::size_t size_ = 0;                    // place of the next one
  double left_;                             // multiply-adds
  std::optional<MixtureEm> em_;
  double of_piece_ = 0;  // rows that EM takes in a piece
  std::optional<GaussianMixture> candidate_, best_;
  std::vector<double> gains_;  // of the candidate, by choosing row
  Gain gain_;                  // of the best
};

}  // namespace vae1
