// How the ordinal cells of a row follow each other: a normal distribution of their places
// (ordinal_scale.hpp). With the columns' own distributions it is a Gaussian copula, as in Zhao and
// Udell (2020), "Missing Value Imputation for Mixed Data via Gaussian Copula", KDD,
// arXiv:1910.12845.
#pragma once

#include <span>
#include <vector>

#include "../math/conditional_normal.hpp"
#include "column.hpp"

namespace vae1 {

// Ordinal columns beyond these have no part in a copula: a row takes time as the cube of their
// number.
constexpr std::size_t most_placed_columns = 64;

// The columns that have a part, as indices: the first ordinal ones, conditions among them.
std::vector<std::size_t> placed_columns(std::span<const Column> columns);

// Of their places. Empty if none was fitted.
using GaussianCopula = NormalMoments;

}  // namespace vae1
