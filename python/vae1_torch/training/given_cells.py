"""Which cells of a training row an autoregressive decoder is given: src/training/given_cells.hpp.

Half of the rows are trained whole. Of the others a random set of cells is given, of any size with equal
probability: Ivanov, Figurnov, Vetrov (2019), arXiv:1806.02382.
"""

import numpy

from .random_numbers import GIVEN_CELLS, uniform


class GivenCells:
    def __init__(self, seed, columns):
        """columns: descriptions of COLS."""
        self.seed = seed
        self.can_be_given = numpy.array(
            [
                column['kind'] != 'offset' and 'condition' not in column['flags']
                for column in columns
            ]
        )

    def draw(self, epoch, rows, X):
        """The cells of X (n x D) that are given, NaN elsewhere. rows: the rows' numbers, n."""
        numbers = uniform(self.seed, GIVEN_CELLS, epoch, rows, X.shape[1] + 2)
        there = self.can_be_given & ~numpy.isnan(X)
        left = there.sum(1)
        partly = (numbers[:, 0] >= 0) & (left >= 2)
        # 1 ... left - 1 of them, each set as likely: Knuth, "Selection sampling", TAOCP 2, 3.4.2.
        wanted = 1 + (_share(numbers[:, 1]) * (left - 1).astype(numpy.float32)).astype(int)
        wanted = numpy.where(partly, numpy.minimum(wanted, left - 1), 0)
        known = numpy.full_like(X, numpy.nan)
        for j in range(X.shape[1]):
            open_places = _share(numbers[:, j + 2]) * left.astype(numpy.float32)
            given = there[:, j] & (wanted > 0) & (open_places < wanted.astype(numpy.float32))
            known[given, j] = X[given, j]
            left = left - there[:, j]
            wanted = wanted - given
        return known


def _share(number):
    """Of (-1, 1), in (0, 1)."""
    return numpy.float32(0.5) * (number + numpy.float32(1))
