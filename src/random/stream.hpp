// The random numbers of the model, each addressed by (seed, purpose, epoch, row, index): what a
// row gets does not depend on the batch size, the number of threads or the build.
#pragma once

#include <span>

#include "../types.hpp"
#include "philox.hpp"

namespace vae1 {

// The numbers are part of what a seed means: append, never renumber.
enum class Purpose : std::uint32_t {
  initialisation = 1,
  shuffle = 2,
  training = 3,            // the latent noise of a training row
  evaluation = 4,          // the latent noise of an evaluated row
  generation_latent = 5,   // z of a generated row
  generation_output = 6,   // the draw from a generated row's likelihood
  importance = 7,          // the latents that a row's log-likelihood is estimated with
  scoring = 8,             // the latents that anomaly scores are averaged over
  mixture_latent = 9,      // the latents that a mixture is fitted to
  mixture_start = 10,      // where the fit of a mixture begins
  mixture_component = 11,  // the component that a generated row comes from
  held_out = 12,           // which rows are held out from training
  marginal_sample = 13,    // which rows each column's own distribution is taken from
  imputation_latent = 14,  // the latents that gaps are filled at
  imputation_choice = 15,  // which of them
  imputation_output = 16,  // the cells that are drawn there
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

  // Standard normal, indices 4 first ... 4 first + out.size() - 1, `first` a block. The floats are
  // the doubles to within 2^-21 of their value, and the same bits in every build.
  void normal(std::uint32_t epoch, std::uint64_t row, std::span<float> out,
              std::uint32_t first = 0) const;
  void normal(std::uint32_t epoch, std::uint64_t row, std::span<double> out,
              std::uint32_t first = 0) const;

 private:
  PhiloxKey key_;
};

}  // namespace vae1
