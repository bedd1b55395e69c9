// The reads of rows that the decoder makes: n x D floats, or, of a mixed table in rows of its
// columns, doubles.
#pragma once

#include "read.hpp"

namespace vae1 {

void decode(ReadCall& call);
// The block: n x L latents, then n x D conditions if there are any.
void decode_table(ReadCall& call);

// The points of the path between two latents, decoded.
void interpolate(ReadCall& call);

void reconstruct(ReadCall& call);
void reconstruct_table(ReadCall& call);

// Rows first, first + 1, ... of the stream of `seed`: draws from the likelihood unless `mean`, but
// the probabilities of Bernoulli rows.
void generate(ReadCall& call);
// The block: n x D conditions, or nothing. An autoregressive decoder keeps all cells that are not
// NaN, and makes the others given them.
void generate_table(ReadCall& call);

}  // namespace vae1
