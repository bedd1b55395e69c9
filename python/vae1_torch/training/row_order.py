"""Which rows an epoch's batches have, and which of them this process reads.

The order depends on the seed, the epoch and the rows alone, not on the number of processes. Each process
has a contiguous range of the rows, so of whole files where there are many, and of each batch it takes the
rows in its range. Their numbers vary from batch to batch; who averages must divide by the sum over all
processes.
"""

import numpy

from ..errors import TrainingError
from .permutation import permutation
from .random_numbers import SHUFFLE, words


def row_order(rows, seed, rank, world, most_shuffled):
    """most_shuffled: how many rows are shuffled together. Fewer rows come in the package's own order."""
    kind = WholeShuffle if len(rows) <= most_shuffled else WindowShuffle
    return kind(rows, seed, rank, world, most_shuffled)


def batches(order, epoch, batch_size, first=0):
    """From batch `first` on: the batch's rows over all processes, and the numbers and rows of this one."""
    total = len(order)
    blocks = order.blocks(epoch, first * batch_size)
    places, numbers, X = next(blocks)
    for begin in range(first * batch_size, total, batch_size):
        end = min(begin + batch_size, total)
        while len(places) == 0 or places[-1] < end - 1:
            more = next(blocks, None)
            if more is None:
                break
            places, numbers, X = (numpy.concatenate(pair) for pair in zip((places, numbers, X), more))
        own = numpy.searchsorted(places, end)
        yield end - begin, numbers[:own], X[:own]
        places, numbers, X = places[own:], numbers[own:], X[own:]


class WholeShuffle:
    """All rows in memory, each process its own, in the order in which the package visits them."""

    def __init__(self, rows, seed, rank, world, most_shuffled):
        self.count, self.seed = len(rows), seed
        self.first, self.end = (r * self.count // world for r in (rank, rank + 1))
        self.rows = rows.read(self.first, self.end - self.first)

    def __len__(self):
        return self.count

    def blocks(self, epoch, first, size=8192):
        """Yields places in the epoch, from `first` on, row numbers, and rows; at least once."""
        order = permutation(self.seed, epoch, self.count)
        places = ((order >= self.first) & (order < self.end)).nonzero()[0]
        places = places[places >= first]
        for begin in range(0, max(1, len(places)), size):
            some = places[begin : begin + size]
            yield some, order[some], self.rows[order[some] - self.first]


class WindowShuffle:
    """More rows than memory holds. They are cut into PARTS, and each round takes a row of each.

    Within a part, pieces of consecutive rows come in random order, and the rows of a window of such
    pieces come in random order. So a batch has rows from all over the data, and reads are long.
    """

    PARTS = 256
    PIECES = 8  # in a window

    def __init__(self, rows, seed, rank, world, most_shuffled):
        if world > self.PARTS:
            raise TrainingError(f'{world} processes are more than the {self.PARTS} that can share rows')
        self.rows, self.seed, self.count = rows, seed, len(rows)
        self.window = max(1, most_shuffled // self.PARTS)
        self.piece = max(1, self.window // self.PIECES)
        self.starts = numpy.arange(self.PARTS + 1) * self.count // self.PARTS
        self.own = range(rank * self.PARTS // world, (rank + 1) * self.PARTS // world)
        # Parts take turns so that those of every process are spread over the round.
        bits = self.PARTS.bit_length() - 1
        self.turns = numpy.array([int(f'{part:0{bits}b}'[::-1], 2) for part in range(self.PARTS)])
        # Some parts have a row more, which a last, shorter round takes.
        self.rounds = self.count // self.PARTS
        longer = numpy.diff(self.starts) > self.rounds
        self.last_turns = numpy.empty(self.PARTS, int)
        self.last_turns[self.turns.argsort()] = longer[self.turns.argsort()].cumsum() - 1

    def __len__(self):
        return self.count

    def blocks(self, epoch, first):
        """As those of WholeShuffle."""
        pieces = {part: self._pieces(epoch, part) for part in self.own}
        begin = first // self.PARTS // self.window * self.window
        while begin <= self.rounds:
            of_parts = [self._window(epoch, part, pieces[part], begin) for part in self.own]
            places, numbers, X = (numpy.concatenate(parts) for parts in zip(*of_parts))
            order = places.argsort()
            order = order[numpy.searchsorted(places[order], first) :]
            yield places[order], numbers[order], X[order]
            begin += self.window

    def _pieces(self, epoch, part):
        """The pieces' first rows, in their order, and where each ends in the part's sequence of rows."""
        size = self.starts[part + 1] - self.starts[part]
        firsts = numpy.arange(0, size, self.piece)
        order = self._keys(epoch, part, 1, numpy.arange(len(firsts))).argsort(kind='stable')
        sizes = numpy.minimum(self.piece, size - firsts)[order]
        return self.starts[part] + firsts[order], sizes.cumsum()

    def _window(self, epoch, part, pieces, begin):
        """Places, numbers and rows of the window from round `begin` on."""
        firsts, ends = pieces
        end = min(begin + self.window, ends[-1])
        numbers, X, at = [], [], begin
        while at < end:
            k = numpy.searchsorted(ends, at, 'right')
            row = int(firsts[k] + at - (ends[k - 1] if k else 0))
            n = int(min(end, ends[k]) - at)
            numbers.append(numpy.arange(row, row + n))
            X.append(self.rows.read(row, n))
            at += n
        rounds = numpy.arange(begin, max(end, begin))
        if not numbers:
            return rounds, rounds, numpy.empty((0, self.rows.features), numpy.float32)
        order = self._keys(epoch, part, 2, rounds).argsort(kind='stable')
        turn = numpy.where(rounds < self.rounds, self.turns[part], self.last_turns[part])
        return rounds * self.PARTS + turn, numpy.concatenate(numbers)[order], numpy.concatenate(X)[order]

    def _keys(self, epoch, part, use, places):
        of = words(self.seed, SHUFFLE, epoch, use << 32 | part, places)
        return of[..., 0] << numpy.uint64(32) | of[..., 1]
