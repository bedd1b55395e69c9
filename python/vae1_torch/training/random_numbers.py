"""The package's random numbers: "Random numbers" of docs/model-file.md, src/random.

Each number has an address (seed, purpose, epoch, row, block), so that what a row gets depends neither
on the batch that it is in nor on the process that has it.
"""

import numpy

# Purposes, by their numbers in a key.
SHUFFLE, TRAINING, EVALUATION, GIVEN_CELLS = 2, 3, 4, 18
_MASK = numpy.uint64(0xFFFFFFFF)
_HALF = numpy.uint64(32)


def words(seed, purpose, epoch, rows, blocks):
    """Philox4x32-10 (Salmon et al., SC 2011): 4 words for each row and block, ... x 4.

    rows, blocks: whole numbers that broadcast.
    """
    rows, blocks = numpy.broadcast_arrays(
        numpy.asarray(rows, numpy.uint64), numpy.asarray(blocks, numpy.uint64)
    )
    a, b, c, d = blocks, rows & _MASK, rows >> _HALF, numpy.full_like(rows, epoch)
    key0, key1 = seed & 0xFFFFFFFF, seed >> 32 | purpose << 24
    for _ in range(10):
        first, second = a * numpy.uint64(0xD2511F53), c * numpy.uint64(0xCD9E8D57)
        a, b = second >> _HALF ^ b ^ numpy.uint64(key0), second & _MASK
        c, d = first >> _HALF ^ d ^ numpy.uint64(key1), first & _MASK
        key0, key1 = (key0 + 0x9E3779B9) & 0xFFFFFFFF, (key1 + 0xBB67AE85) & 0xFFFFFFFF
    return numpy.stack([a, b, c, d], -1)


def _units(of):
    """The midpoints of 2^32 equal parts of (0, 1)."""
    return (of + 0.5) * 2.0**-32


def normal(seed, purpose, epoch, rows, size, samples=1):
    """Standard normal numbers, samples x n x size: each sample's blocks come after the one before."""
    per_sample = -(-size // 4)
    blocks = numpy.arange(samples * per_sample).reshape(samples, 1, per_sample)
    units = _units(words(seed, purpose, epoch, rows[:, None], blocks))
    # Box and Muller: two uniform numbers give two normal ones.
    radius = numpy.sqrt(-2 * numpy.log(units[..., 0::2]))
    angle = 2 * numpy.pi * units[..., 1::2]
    pairs = numpy.stack([radius * numpy.cos(angle), radius * numpy.sin(angle)], -1)
    of_rows = pairs.reshape(samples, len(rows), 4 * per_sample)
    return of_rows[..., :size].astype(numpy.float32)


def uniform(seed, purpose, epoch, rows, size):
    """Uniform on (-1, 1), n x size."""
    count = -(-size // 4)
    units = _units(words(seed, purpose, epoch, rows[:, None], numpy.arange(count)))
    return (2 * units - 1).reshape(len(rows), 4 * count)[:, :size].astype(numpy.float32)
