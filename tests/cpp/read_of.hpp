// The result of a read that is done at once.
#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "model.hpp"
#include "reads/read.hpp"

namespace vae1 {

template <class T>
std::vector<T> read_of(Model& model, std::string_view name, const Block& block,
                       const std::vector<double>& arguments = {}) {
  Reads reads;
  EXPECT_FALSE(reads.begin(model, read_named(name), block, arguments));
  const auto& result = reads.result();
  EXPECT_EQ(result.missing(), 0);
  EXPECT_EQ(result.doubles(), (std::is_same_v<T, double>));
  const auto* data = static_cast<const T*>(result.data());
  return {data, data + result.count()};
}

// A block of doubles, or of a number of rows.
inline Block numbers(const double* data, Index rows, Index features) {
  return {{data, RowKind::float64, rows, features}};
}

constexpr double from_prior = static_cast<double>(LatentSource::prior);
constexpr double from_mixture = static_cast<double>(LatentSource::mixture);
constexpr double at_sample = static_cast<double>(LatentChoice::sample);

}  // namespace vae1
