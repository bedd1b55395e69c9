"""Checks which rows each process takes of each batch: python check_row_order.py MODEL FILE..."""

import sys

import numpy

from vae1_torch.files.coded_rows import CodedRows
from vae1_torch.training.row_order import batches, row_order
from vae1_torch.vae import load_saved

MODEL, *FILES = sys.argv[1:]
BATCH = 30
rows = CodedRows(FILES, load_saved(MODEL))
everything = rows.read(0, len(rows))


def epoch(world, most_shuffled, number, first=0):
    """Each batch's row numbers, those of all processes, in ascending order."""
    of_ranks = [
        list(batches(row_order(rows, 7, rank, world, most_shuffled), number, BATCH, first))
        for rank in range(world)
    ]
    together = []
    for parts in zip(*of_ranks, strict=True):
        count, numbers = parts[0][0], numpy.concatenate([part[1] for part in parts])
        assert len(numbers) == count, 'a batch has another size'
        for _, own, X in parts:
            assert numpy.array_equal(X, everything[own], equal_nan=True), 'other rows than their numbers'
        together.append(sorted(numbers.tolist()))
    return together


for most_shuffled in (len(rows), 600, 1):
    one = epoch(1, most_shuffled, 0)
    assert sorted(sum(one, [])) == list(range(len(rows))), 'an epoch has each row once'
    assert one != epoch(1, most_shuffled, 1), 'epochs have orders of their own'
    for world in (2, 3, 5):
        assert epoch(world, most_shuffled, 0) == one, f'{world} processes have other batches'
    assert epoch(2, most_shuffled, 0, first=11) == one[11:], 'a training that goes on has other batches'
