#include "held_out_draw.hpp"

#include <algorithm>
#include <cmath>

namespace vae1 {

std::uint64_t HeldOutDraw::count(std::uint64_t rows, double share) {
  const double wanted = std::floor(share * static_cast<double>(rows) + 0.5);
  return std::clamp(static_cast<std::uint64_t>(wanted), std::uint64_t{1}, rows - 1);
}

HeldOutDraw::HeldOutDraw(std::uint64_t seed, std::uint64_t rows, double share)
    : draws_(seed, Purpose::held_out, 0), left_(rows), wanted_(count(rows, share)) {}

bool HeldOutDraw::next() {
  const bool answer = ahead();
  drop();
  return answer;
}

bool HeldOutDraw::ahead() {
  if (!known_) {
    answer_ = draws_.below(static_cast<std::uint32_t>(left_)) < wanted_;
    wanted_ -= answer_;
    --left_;
    known_ = true;
  }
  return answer_;
}

}  // namespace vae1
