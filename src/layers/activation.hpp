// The activations of the hidden layers, element by element. CONTRIBUTING.md says how to add one.
#pragma once

#include "../config.hpp"

namespace vae1 {

// GELU's derivative needs the pre-activation; the others' follow from the value.
constexpr bool needs_preactivation(Activation activation) { return activation == Activation::gelu; }

// H (n x width): a -> f(a), in place.
template <class T>
void activate(Activation activation, MatrixView<T> H);

// dH: dL/df -> dL/da, in place. H = f(A); A is read only where needs_preactivation().
template <class T>
void activate_backward(Activation activation, ConstMatrixView<T> A, ConstMatrixView<T> H,
                       MatrixView<T> dH);

}  // namespace vae1
