// V8 replaces a function's first, slow compilation only at its next call. So the kernels are called
// once per tile and must not be inlined into a long loop.
#pragma once

#define VAE1_KERNEL __attribute__((noinline)) void
