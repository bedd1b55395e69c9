"""Between the user's units and the model's: src/data/feature_scaling.cpp."""

import math

import torch
from torch import nn

# Standard deviations from the mean.
FURTHEST = 1e6


class Scaling(nn.Module):
    """Its numbers are no parameters, and the state_dict does not have them."""

    def __init__(self, rows, columns):
        """rows: of the training data. columns: those of SCAL in docs/model-file.md."""
        super().__init__()
        self.surprise = math.log(rows + 2)
        for name, dtype in [('offset', torch.float64), ('scale', torch.float64), ('constant', torch.bool)]:
            values = torch.tensor([_number(column[name]) for column in columns], dtype=dtype)
            self.register_buffer(name, values, persistent=False)

    def to_model(self, x):
        """x: ... x D. NaN stays NaN."""
        scaled = ((x.double() - self.offset) / self.scale).clamp(-FURTHEST, FURTHEST)
        return torch.where(self.constant & ~x.isnan(), torch.zeros_like(scaled), scaled).float()

    def to_user(self, values):
        """values: ... x D."""
        scaled = self.offset + self.scale * values.double()
        return torch.where(self.constant, self.offset, scaled).float()

    def units(self, x):
        """What the units add to -log p of each row: ... x D to ..., in nats."""
        same = x == self.offset.to(x.dtype)
        surprise = torch.where(same, 0.0, self.surprise).double()
        units = torch.where(self.constant, surprise, self.scale.log())
        return torch.where(x.isnan(), torch.zeros_like(units), units).sum(-1)


def _number(value):
    """-0 is a text in the metadata."""
    return float(value) if isinstance(value, str) else value
