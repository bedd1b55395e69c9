"""The scale on which the cells of an ordinal column lie: src/data/ordinal_scale.hpp."""

import math

import torch
from torch import nn

from .column import POSITION_MARGIN, levels_of

DEVIATION = math.pi / math.sqrt(3)  # of the logistic distribution


class OrdinalScale(nn.Module):
    """first, last: the ends of each of the K levels; share, below: of the cells in it, and below it.

    K each, in double precision.
    """

    def __init__(self, shares):
        super().__init__()
        share = torch.tensor(shares, dtype=torch.float64)
        below = torch.cat([torch.zeros(1, dtype=torch.float64), share.cumsum(0)[:-1]])
        inner = _quantile(below[1:])
        lowest = 2 * _quantile(share[:1] / 2) - inner[:1]
        highest = 2 * _quantile(1 - share[-1:] / 2) - inner[-1:]
        ends = {'first': torch.cat([lowest, inner]), 'last': torch.cat([inner, highest])}
        for name, values in {**ends, 'share': share, 'below': below}.items():
            self.register_buffer(name, values, persistent=False)

    def at(self, level, position):
        """The place of a position within a level, from 0 to 1."""
        first, last = self.first[level], self.last[level]
        return first + position * (last - first)

    def place(self, x):
        """Of each cell, NaN of an absent one."""
        level = levels_of(x, len(self.share))
        return self.at(level, position_within(x, level))


def _quantile(share):
    return torch.log(share / (1 - share)) / DEVIATION


def position_within(x, level):
    """Where within its level each cell is, from 0 to 1."""
    within = x.double() - level - POSITION_MARGIN
    return (within / (1 - 2 * POSITION_MARGIN)).clamp(0, 1)
