"""Distances of rows: are made rows closer to training rows than to rows that no model has seen?"""

import numpy as np

from codes import codes

MOST_ROWS = 1500


def privacy(train, test, made, info, seed=0):
    """`closer`: the share of made rows closer to training rows than to as many held-out ones, ties
    half (best: 0.5). `copies` and `copies_held_out`: the shares of made and of held-out rows that
    equal a training row.

    The distance is the sum of the columns' differences: of numbers as a share of their range, of
    categories 1.
    """
    random = np.random.RandomState(seed)
    coded = Coded(train, test, made, info)
    count = min(len(train), len(test))

    def some(rows, most):
        return rows[random.permutation(len(rows))[:most]]

    drawn = some(coded.made, MOST_ROWS)
    to_train = coded.nearest(drawn, some(coded.train, count))
    to_test = coded.nearest(drawn, some(coded.test, count))
    return dict(
        closer=float((to_train < to_test).mean() + (to_train == to_test).mean() / 2),
        copies=float((coded.nearest(drawn, coded.train) == 0).mean()),
        copies_held_out=float(
            (coded.nearest(some(coded.test, MOST_ROWS), coded.train) == 0).mean()
        ),
    )


class Coded:
    """Rows as matrices: first the numbers over the range of `train`, then codes of categories."""

    def __init__(self, train, test, made, info):
        numbers = [t[info['numeric']].to_numpy(float) for t in (train, test, made)]
        low, high = numbers[0].min(0), numbers[0].max(0)
        numbers = [(x - low) / (high - low + 1e-12) for x in numbers]
        categories = [codes(c, train, test, made)[:3] for c in info['categorical']]
        tables = [
            np.column_stack([x, *(column[i] for column in categories)]).astype(np.float32)
            for i, x in enumerate(numbers)
        ]
        self.train, self.test, self.made = tables
        self.numbers = len(info['numeric'])

    def nearest(self, rows, others):
        """Each row's distance to the nearest of the others."""
        n = self.numbers

        def distance(row):
            gaps = np.abs(others[:, :n] - row[:n]).sum(1)
            return (gaps + (others[:, n:] != row[n:]).sum(1)).min()

        return np.array([distance(row) for row in rows])
