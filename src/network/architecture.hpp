// What a network consists of, as plain data, and what it takes before there is one.
#pragma once

#include <string>
#include <vector>

#include "../config.hpp"
#include "../data/column.hpp"
#include "../data/gaussian_copula.hpp"
#include "../layer_spec.hpp"
#include "../layers/layer_stack.hpp"

namespace vae1 {

struct Architecture {
  Index features = 0;                             // D
  Index latent_dim = 0;                           // L
  Likelihood likelihood = Likelihood::bernoulli;  // never automatic
  Decoder decoder = Decoder::independent;
  std::vector<Column> columns = {};  // of a mixed table, or of numbers with gaps: D
  LayerLists layers = {};
  GaussianCopula copula = {};  // of an autoregressive decoder's ordinal columns, if it was fitted
};

// The one place where options become layers. columns: of a mixed table, otherwise empty.
Architecture architecture_of(const Config& config, Index features, Likelihood likelihood,
                             const std::vector<Column>& columns);

// What is wrong with it, or an empty string: an unknown kind of layer, settings that it cannot
// have, or ends that do not fit. Checks model files, before any memory is taken.
std::string invalid(const Architecture& architecture);

// Widths; doubles, since callers also ask about networks too large to create.
struct Widths {
  double features = 0, latent_dim = 0;  // D, L
  bool coded = false;                   // whether the encoder sees something other than X
  double inputs = 0, context = 0;       // of the encoder; what the decoder sees besides z
  bool knows_cells = false;             // whether cells can be given to the decoder
  double outputs = 0;                   // of the decoder
  double parameters = 0;                // the likelihood's own
  double row_gradients = 0;             // their gradients by row, if any
  double placed = 0;                    // columns that can have a part in a copula
};
Widths widths_of(const Architecture& architecture);

// Encoder and decoder.
template <class T>
struct Halves {
  // With an empty half if there is a layer that cannot be made.
  template <class Products>
  static Halves from(const LayerLists& layers, const Widths& widths) {
    return {widths, LayerStack<T>::template from<Products>(layers.encoder, widths.inputs),
            LayerStack<T>::template from<Products>(
                layers.decoder, widths.latent_dim + widths.context, layers.skip)};
  }

  Widths widths;
  LayerStack<T> encoder, decoder;
};

// What a network takes, before there is one.
class NetworkSizes {
 public:
  explicit NetworkSizes(const Architecture& architecture);
  // The most that a network with these options can take, before the data are known.
  NetworkSizes(const Config& config, double features, const std::vector<Column>& columns);

  double parameters() const;  // free ones
  double stored() const;      // the numbers that they occupy, with the kernels' padding
  // The bytes that Vae::reserve(rows, samples) takes with a team of `threads`.
  double workspace_bytes(double rows, double samples, int threads) const;

 private:
  Halves<float> halves_;
};

}  // namespace vae1
