// Draws rows from the likelihood at the decoder's output. Each draw is addressed by a number, so it
// does not depend on other rows.
#pragma once

#include <vector>

#include "../likelihood/likelihood.hpp"
#include "../random/stream.hpp"

namespace vae1 {

class CellDraws {
 public:
  explicit CellDraws(Index features = 0)
      : normal_(static_cast<std::size_t>(features)), uniform_(normal_.size()) {}

  // out (D values) = draw (epoch, row) of `stream` from p(x|z); O: a row of the output. epoch must
  // be even if the likelihood uses uniform numbers, which take epoch + 1.
  void draw(const LikelihoodModel<float>& likelihood, const float* parameters,
            ConstMatrixView<float> O, const Stream& stream, std::uint32_t epoch, std::uint64_t row,
            float* out) {
    const auto features = static_cast<Index>(normal_.size());
    stream.normal(epoch, row, std::span(normal_));
    if (likelihood.uses_uniform()) stream.uniform(epoch + 1, row, std::span(uniform_));
    likelihood.draw(parameters, O, {normal_.data(), 1, features}, {uniform_.data(), 1, features},
                    {out, 1, features});
  }

 private:
  std::vector<float> normal_, uniform_;  // D
};

}  // namespace vae1
