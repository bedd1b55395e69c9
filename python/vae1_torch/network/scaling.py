"""Between the user's units and the model's: src/data/feature_scaling.cpp."""

import math

import torch
from torch import nn

# Standard deviations from the mean.
FURTHEST = 1e6


class Scaling(nn.Module):
    """Its numbers are no parameters, and the state_dict does not have them."""

    def __init__(self, rows, columns, modelled=None):
        """rows: of the training data. columns: those of SCAL in docs/model-file.md.

        modelled: which columns are; by default all.
        """
        super().__init__()
        self.surprise = math.log(rows + 2)
        for name, dtype in [('offset', torch.float64), ('scale', torch.float64), ('constant', torch.bool)]:
            values = torch.tensor([column[name] for column in columns], dtype=dtype)
            self.register_buffer(name, values, persistent=False)
        modelled = torch.tensor(modelled or [True] * len(columns))
        self.register_buffer('modelled', modelled, persistent=False)

    def to_model(self, x):
        """x: ... x D. NaN stays NaN."""
        scaled = ((x.double() - self.offset) / self.scale).clamp(-FURTHEST, FURTHEST)
        return torch.where(self.constant & ~x.isnan(), torch.zeros_like(scaled), scaled).float()

    def to_user(self, values):
        """values: ... x D."""
        scaled = self.offset + self.scale * values.double()
        return torch.where(self.constant, self.offset, scaled).float()

    def units(self, x):
        """What the units add to -log p of each row: ... x D to ..., in nats.

        x: in the user's units, or in the model's. Those of the model do not tell whether a row
        differs from a constant of the training data, which costs log(N + 2) nats.
        """
        left_out = x.isnan() | self.constant | ~self.modelled
        return torch.where(left_out, 0.0, self.scale.log()).sum(-1)

    def surprises(self, x):
        """The nats for constants in which rows differ: ... x D in the user's units, to ...."""
        differs = self.constant & ~x.isnan() & (x != self.offset.to(x.dtype))
        return self.surprise * differs.double().sum(-1)
