// The model's random numbers, each addressed by (seed, purpose, epoch, row, index), so that a row's
// numbers do not depend on batch size, threads or build.
#pragma once

#include <span>

#include "../types.hpp"
#include "philox.hpp"

namespace vae1 {

// These values are part of a seed's meaning: append, never renumber.
enum class Purpose : std::uint32_t {
  initialisation = 1,
  shuffle = 2,
  training = 3,            // the latent noise of a training row
  evaluation = 4,          // the latent noise of an evaluated row
  generation_latent = 5,   // z of a generated row
  generation_output = 6,   // the draw from a generated row's likelihood
  importance = 7,          // the latents for estimating a row's log-likelihood
  scoring = 8,             // the latents over which anomaly scores are averaged
  mixture_latent = 9,      // the latents to which a mixture is fitted
  mixture_start = 10,      // the start of a mixture's fit
  mixture_component = 11,  // the component of a generated row
  held_out = 12,           // which rows are held out from training
  marginal_sample = 13,    // the sample of rows for the columns' marginals
  imputation_latent = 14,  // the latents at which gaps are filled
  imputation_choice = 15,  // which of these latents is used
  imputation_output = 16,  // the cells drawn there
  prior_choice = 17,       // the latents of held-out rows by which a prior is chosen
  given_cells = 18,        // which cells of a training row are given
};

class Stream {
 public:
  Stream(std::uint64_t seed, Purpose purpose);

  // Four independent words: block b holds indices 4b ... 4b + 3.
  PhiloxCounter block(std::uint32_t epoch, std::uint64_t row, std::uint32_t block) const {
    return philox<std::uint32_t>(
        {block, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row >> 32), epoch},
        key_);
  }

  // Uniform on [0, 1), in double precision.
  double uniform_double(std::uint32_t epoch, std::uint64_t row) const {
    const auto words = block(epoch, row, 0);
    return (static_cast<double>(words[0]) + static_cast<double>(words[1] >> 11) * 0x1p-21) *
           0x1p-32;
  }
  // Uniform on the open interval (-1, 1), indices 0 ... out.size() - 1.
  template <class T>
  void uniform(std::uint32_t epoch, std::uint64_t row, std::span<T> out) const;

  // Standard normal, indices 4 first ... 4 first + out.size() - 1, `first` being a block. The
  // floats agree with the doubles to a relative 2^-21, and have equal bits in every build.
  void normal(std::uint32_t epoch, std::uint64_t row, std::span<float> out,
              std::uint32_t first = 0) const;
  void normal(std::uint32_t epoch, std::uint64_t row, std::span<double> out,
              std::uint32_t first = 0) const;

 private:
  PhiloxKey key_;
};

}  // namespace vae1
