"""How the network sees a cell of an ordinal column: src/network/ordinal_code.hpp."""

import torch
from torch import nn

from .column import levels_of
from .ordinal_scale import OrdinalScale, position_within

FEWEST_HATS, MOST_HATS, ONE_HOT_LEVELS = 4, 16, 16
ATOM_SHARE, ATOM_EXCESS = 0.02, 3


class OrdinalCode(nn.Module):
    """Hats, place and atoms of a cell, in this order."""

    def __init__(self, column):
        super().__init__()
        levels = self.levels = column.levels
        self.one_hot = levels <= ONE_HOT_LEVELS
        self.hats = levels if self.one_hot else min(max(levels // 4, FEWEST_HATS), MOST_HATS)
        scale = self.scale = OrdinalScale(column.shares)
        least = max(ATOM_SHARE, ATOM_EXCESS / levels)
        atoms = (scale.share >= least).nonzero().flatten()
        # The feature that only this level has; `width` for none.
        own = torch.arange(levels)
        self.width = self.hats + 1
        if not self.one_hot:
            self.width += len(atoms)
            own = torch.full((levels,), self.width)
            own[atoms] = torch.arange(self.hats + 1, self.width)
        self.register_buffer('own', own, persistent=False)

    def forward(self, x):
        """x: n cells. n x width."""
        level = levels_of(x, self.levels)
        position = position_within(x.nan_to_num(), level)
        # One more column takes the ones of levels without a feature of their own.
        code = x.new_zeros(len(x), self.width + 1)
        code[:, self.hats] = self.scale.at(level, position).float()
        rows = torch.arange(len(x), device=x.device)
        code[rows, self.own[level]] = 1
        if not self.one_hot:
            at = (self.scale.below[level] + position * self.scale.share[level]) * (self.hats - 1)
            hat = at.long().clamp(max=self.hats - 2)
            over = at - hat
            code[rows, hat] = (1 - over).float()
            code[rows, hat + 1] = over.float()
        return code[:, : self.width]
