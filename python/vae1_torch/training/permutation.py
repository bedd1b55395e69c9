"""The order in which an epoch visits the rows, as the package has it: src/random/permutation.hpp."""

import numpy

from .random_numbers import SHUFFLE, words


def permutation(seed, epoch, count):
    """The numbers 0 ... count - 1 by the Fisher-Yates shuffle, a function of (seed, epoch) alone."""
    order = list(range(count))
    for last, place in zip(range(count - 1, 0, -1), _places(seed, epoch, count)):
        order[last], order[place] = order[place], order[last]
    return numpy.array(order, numpy.int64)


def _places(seed, epoch, count):
    """Whole numbers, uniform below count, count - 1, ..., 2.

    Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 2019: a word w gives the upper
    half of w bound, and is refused, once in 2^32 / bound words, if the lower half is below 2^32 mod
    bound.
    """
    left, block = count, 0
    while left > 1:
        blocks = numpy.arange(block, block + -(-(left - 1) // 4))
        block += len(blocks)
        source = words(seed, SHUFFLE, epoch, blocks, 0).ravel()
        while len(source) and left > 1:
            bounds = numpy.arange(left, max(left - len(source), 1), -1).astype(numpy.uint64)
            products = source[: len(bounds)] * bounds
            refused = products % 2**32 < 2**32 % bounds
            good = int(refused.argmax()) if refused.any() else len(bounds)
            yield from (products[:good] >> numpy.uint64(32)).tolist()
            left -= good
            source = source[good + 1 :] if good < len(bounds) else source[good:]
