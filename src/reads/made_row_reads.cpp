#include "made_row_reads.hpp"

#include "../inference/made_rows.hpp"
#include "../latent/latent_path.hpp"
#include "../model.hpp"

namespace vae1 {
namespace {

// Gives the network the latents of rows first ... first + n - 1 of the block.
using Latents = void(ReadCall& call, Index first, Index n);

std::uint64_t row_number(const ReadCall& call, Index row) {
  return call.block.first + static_cast<std::uint64_t>(row);
}

// draws: for rows that are no centres. fixed: n x D, or null.
template <class T>
void make_rows(ReadCall& call, Latents* latents, const std::optional<Stream>& draws,
               const double* fixed, Keeps keeps = Keeps::conditions) {
  auto* out = call.result.values<T>(static_cast<double>(call.block.rows.count) *
                                    static_cast<double>(call.model.features()));
  if (!out) return;
  const auto inference = call.model.inference();
  MadeRows rows(inference, call.model.columns(), keeps);
  inference.in_pieces(call.block.rows.count, [&](Index first, Index n) {
    const Index offset = first * inference.network.features();
    const double* of_piece = fixed ? fixed + offset : nullptr;
    rows.take(of_piece, n);
    latents(call, first, n);
    std::optional<MadeRows::Draws> piece_draws;
    if (draws) piece_draws = {*draws, row_number(call, first)};
    rows.make(n, piece_draws, of_piece, out + offset);
  });
}

template <class T>
void given_latents(ReadCall& call, Index first, Index n) {
  const Index latent = call.model.config().latent_dim;
  const ConstMatrixView<T> latents(call.given<T>() + first * latent, n, latent);
  call.model.inference().network.latents(n) = latents.template cast<float>();
}

void points_of_path(ReadCall& call, Index first, Index n) {
  const auto latent = static_cast<std::size_t>(call.model.config().latent_dim);
  const std::span ends(call.given<float>(), 2 * latent);
  LatentPath(ends.first(latent), ends.last(latent), call.argument<PathMethod>("method"))
      .points(call.argument("steps"), row_number(call, first), static_cast<std::size_t>(n),
              call.model.inference().network.latents(n).data());
}

void posterior_means(ReadCall& call, Index first, Index n) {
  const auto inference = call.model.inference();
  inference.scaling.to_model(call.block.rows.slice(first, n), inference.network.input(n).data());
  inference.network.posterior_mean(n);
}

void drawn_latents(ReadCall& call, Index first, Index n) {
  const auto seed = call.argument<std::uint64_t>("seed");
  const auto inference = call.model.inference();
  auto latents = inference.network.latents(n);
  const auto source = call.argument<LatentSource>("source");
  const auto* mixture = source == LatentSource::standard  ? nullptr
                        : source == LatentSource::mixture ? &*call.model.fitted().mixture
                                                          : inference.prior;
  if (mixture) {
    for (Index i = 0; i < n; ++i)
      mixture->draw(seed, row_number(call, first + i), row_of(latents, i));
  } else {
    inference.fill_noise(n, Stream(seed, Purpose::generation_latent), row_number(call, first));
    latents = inference.network.noise(n);
  }
}

Stream draws_of(const ReadCall& call) {
  return {call.argument<std::uint64_t>("seed"), Purpose::generation_output};
}

// Where a row has known cells, a draw from the posterior given them.
void drawn_latents_given_cells(ReadCall& call, Index first, Index n) {
  drawn_latents(call, first, n);
  const auto inference = call.model.inference();
  auto& network = inference.network;
  const Matrix<float> drawn = network.latents(n);
  const Stream stream(call.argument<std::uint64_t>("seed"), Purpose::generation_latent);
  inference.fill_noise(n, stream, row_number(call, first));
  network.posterior_sample(n, Known::cells);
  for (Index i = 0; i < n; ++i)
    if (!any_known(&network.known(n)(i, 0), network.features()))
      network.latents(n).row(i) = drawn.row(i);
}

}  // namespace

void decode(ReadCall& call) { make_rows<float>(call, given_latents<float>, {}, nullptr); }

void decode_table(ReadCall& call) {
  const Index latents = call.block.rows.count * call.model.config().latent_dim;
  make_rows<double>(call, given_latents<double>, {},
                    call.argument("conditions") != 0 ? call.given<double>() + latents : nullptr);
}

void interpolate(ReadCall& call) { make_rows<float>(call, points_of_path, {}, nullptr); }

void reconstruct(ReadCall& call) { make_rows<float>(call, posterior_means, {}, nullptr); }

void reconstruct_table(ReadCall& call) {
  make_rows<double>(call, posterior_means, {}, call.given<double>());
}

void generate(ReadCall& call) {
  std::optional<Stream> draws;
  if (call.argument("mean") == 0 && call.model.likelihood() != Likelihood::bernoulli)
    draws = draws_of(call);
  make_rows<float>(call, drawn_latents, draws, nullptr);
}

void generate_table(ReadCall& call) {
  const auto* fixed = call.given<double>();
  const bool cells = fixed && call.model.inference().network.knows_cells();
  make_rows<double>(call, cells ? drawn_latents_given_cells : drawn_latents, draws_of(call), fixed,
                    cells ? Keeps::cells : Keeps::conditions);
}

}  // namespace vae1
