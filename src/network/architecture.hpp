// What a network consists of, as plain data, and what it takes before there is one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../layers/layer_spec.hpp"
#include "../likelihood/likelihood.hpp"

namespace vae1 {

struct Architecture {
  Index features = 0;                             // D
  Index latent_dim = 0;                           // L
  Likelihood likelihood = Likelihood::bernoulli;  // never automatic
  std::vector<Column> columns = {};               // of a mixed table, or of numbers with gaps: D
  LayerLists layers = {};
};

// The one place where options become layers. columns: of a mixed table, otherwise empty.
Architecture architecture_of(const Config& config, Index features, Likelihood likelihood,
                             const std::vector<Column>& columns);

// What is wrong with it, or an empty string: an unknown kind of layer, settings that it cannot
// have, or ends that do not fit. Checks model files, before any memory is taken.
std::string invalid(const Architecture& architecture);

// Numbers, not bytes; doubles, since callers also ask about networks too large to create.
class NetworkSizes {
 public:
  explicit NetworkSizes(const Architecture& architecture);
  // The most that a network with these options can take, before the data are known.
  NetworkSizes(const Config& config, double features, std::span<const Column> columns);

  double parameters() const { return parameters_; }  // free ones
  double stored() const { return stored_; }          // in memory, with the kernels' padding
  // What Vae::reserve(capacity, samples) takes with a team of `threads`.
  double workspace(double capacity, double samples, int threads) const;

 private:
  NetworkSizes(const LayerLists& layers, const Widths& widths, double latent_dim);

  LayerLists layers_;
  Widths widths_;
  double latent_dim_, parameters_, stored_;
};

}  // namespace vae1
