// The memory of a pass through the network, besides that of its layers. n: rows; K: samples of
// each.
#pragma once

#include <algorithm>

#include "../likelihood/ordinal_column.hpp"
#include "architecture.hpp"
#include "batch_objective.hpp"

namespace vae1 {

template <class T>
struct PassBuffers {
  Matrix<T> input;    // n x D
  Matrix<T> encoded;  // n x the encoder's inputs, unless those are X
  Matrix<T> noise, latents, d_latents;
  Matrix<T> known;       // n x D: the cells given to the decoder, NaN elsewhere; if it can have any
  Matrix<T> context;     // n x what the decoder sees besides z, if anything
  Matrix<T> in_context;  // Kn x [z | context]
  Matrix<T> tilts;       // n x those of the copula, if the network can have one
  Matrix<double> conditionals;  // what each thread computes them in
  Matrix<T> d_head;
  Matrix<T> d_own;                  // of the likelihood's parameters by row, if any
  Vector<T> gradients[2], working;  // LayerScratch
  BatchObjective<T> objective;

  LayerScratch<T> scratch() { return {{gradients[0].data(), gradients[1].data()}, working.data()}; }

  // Calls use(buffer, rows, columns) for every one, for the most rows.
  template <class Use>
  void each(const Halves<T>& halves, double rows, double samples, int threads, Use&& use) {
    const auto& [widths, encoder, decoder] = halves;
    const double sampled = rows * samples, latent = widths.latent_dim;
    use(input, rows, widths.features);
    if (widths.coded) use(encoded, rows, widths.inputs);
    for (auto* buffer : {&noise, &latents, &d_latents}) use(*buffer, sampled, latent);
    if (widths.knows_cells) use(known, rows, widths.features);
    if (widths.context > 0) {
      use(context, rows, widths.context);
      use(in_context, sampled, latent + widths.context);
    }
    if (widths.placed > 0) {
      use(tilts, rows, OrdinalColumn<T>::tilts * widths.placed);
      use(conditionals, threads,
          static_cast<double>(ConditionalNormal::working(static_cast<Index>(widths.placed))));
    }
    use(d_head, rows, 2 * latent);
    use(d_own, sampled, widths.row_gradients);
    const auto once = encoder.scratch(rows, threads), then = decoder.scratch(sampled, threads);
    for (auto& buffer : gradients) use(buffer, std::max(once.gradients, then.gradients), 1);
    use(working, std::max(once.working, then.working), 1);
    objective.each_buffer(latent, rows, sampled,
                          [&](auto& buffer, double size) { use(buffer, size, 1); });
  }
};

}  // namespace vae1
