// What a network consists of, as plain data, and what it takes before there is one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../layers/layer_spec.hpp"
#include "../layers/layer_stack.hpp"
#include "../likelihood/likelihood.hpp"
#include "row_coding.hpp"

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

// The widths of a network's ends; doubles, since callers also ask about networks too large to
// create.
struct Widths {
  double features = 0, latent_dim = 0;
  bool coded = false;  // whether the encoder sees something other than X
  CodingWidths coding;
  LikelihoodWidths likelihood;
};
Widths widths_of(const Architecture& architecture);

// Encoder and decoder.
template <class T>
struct Halves {
  // With an empty half if there is a layer that cannot be made.
  template <class Products>
  static Halves from(const LayerLists& layers, const Widths& widths) {
    return {LayerStack<T>::template from<Products>(layers.encoder, widths.coding.inputs),
            LayerStack<T>::template from<Products>(layers.decoder,
                                                   widths.latent_dim + widths.coding.conditions)};
  }
  double parameters() const { return encoder.parameters() + decoder.parameters(); }
  double stored() const { return encoder.stored() + decoder.stored(); }
  double workspace(double rows, double samples) const {
    return encoder.workspace(rows) + decoder.workspace(rows * samples);
  }
  typename LayerStack<T>::ScratchSizes scratch(double rows, double samples, int threads) const;

  LayerStack<T> encoder, decoder;
};

class NetworkSizes {
 public:
  explicit NetworkSizes(const Architecture& architecture);
  // The most that a network with these options can take, before the data are known.
  NetworkSizes(const Config& config, double features, const std::vector<Column>& columns);

  double parameters() const { return halves_.parameters() + widths_.likelihood.parameters; }
  // The numbers that they occupy, with the kernels' padding.
  double stored() const { return halves_.stored() + widths_.likelihood.parameters; }
  // The bytes that Vae::reserve(rows, samples) takes with a team of `threads`.
  double workspace_bytes(double rows, double samples, int threads) const;

 private:
  NetworkSizes(const LayerLists& layers, const Widths& widths);

  Widths widths_;
  Halves<float> halves_;
};

}  // namespace vae1
