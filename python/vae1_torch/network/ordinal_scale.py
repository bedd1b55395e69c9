"""The scale on which the cells of an ordinal column lie: src/data/ordinal_scale.hpp."""

import math

import torch

from .column import POSITION_MARGIN

DEVIATION = math.pi / math.sqrt(3)  # of the logistic distribution


class OrdinalScale:
    """first, last: the ends of each of the K levels, in double precision."""

    def __init__(self, shares):
        share = torch.tensor(shares, dtype=torch.float64)
        self.below = torch.cat([torch.zeros(1, dtype=torch.float64), share.cumsum(0)[:-1]])
        inner = _quantile(self.below[1:])
        lowest = 2 * _quantile(share[:1] / 2) - inner[:1]
        highest = 2 * _quantile(1 - share[-1:] / 2) - inner[-1:]
        self.share = share
        self.first = torch.cat([lowest, inner])
        self.last = torch.cat([inner, highest])


def _quantile(share):
    return torch.log(share / (1 - share)) / DEVIATION


def position_within(x, level):
    """Where within its level each cell is, from 0 to 1."""
    within = x.double() - level - POSITION_MARGIN
    return (within / (1 - 2 * POSITION_MARGIN)).clamp(0, 1)
