"""The likelihood p(x|z) of a row of a table: src/likelihood/mixed.cpp.

Given z, and for an autoregressive decoder the cells before, the cells are independent. An absent
cell adds nothing.
"""

import math

import torch
from torch import nn

from .column import LARGEST_VARIANCE
from .column_likelihoods import column_likelihood


class RowLikelihood(nn.Module):
    """o: ... x n x outputs, column after column. x: n x D."""

    def __init__(self, columns, constant):
        """constant: which real columns were constant in training; they have no density."""
        super().__init__()
        self.columns = nn.ModuleList(column_likelihood(column) or nn.Identity() for column in columns)
        self.kinds = [column.kind for column in columns]
        self.outputs = [column.outputs for column in columns]
        self.gaussians = [column.gaussians for column in columns]
        self.counted = [
            not column.condition and not left_out for column, left_out in zip(columns, constant)
        ]
        self.scored = [column.scored for column in columns]
        lowest = [math.log(column.smallest_variance or 1e-38) for column in columns]
        counts = torch.tensor(self.gaussians)
        self.register_buffer(
            'lowest', torch.tensor(lowest).repeat_interleave(counts), persistent=False
        )
        self.logVariance = nn.Parameter(torch.zeros(sum(self.gaussians))) if any(counts) else None

    def loss(self, x, o, scored=False):
        """-log p(x|z) of each row, ... x n. scored: of the columns that scores count alone."""
        total = 0
        s = o.new_zeros(0) if self.logVariance is None else self.logVariance
        parts = zip(o.split(self.outputs, -1), s.split(self.gaussians))
        for j, (own, variances) in enumerate(parts):
            if self.counted[j] and (self.scored[j] or not scored):
                total = total + self._cells(j, x[:, j], own, variances).double()
        return total

    def centre(self, o, x):
        """The cells that stand for p(x|z), and the conditions of x: n x D."""
        cells = []
        for j, own in enumerate(o.split(self.outputs, -1)):
            if self.outputs[j]:
                cells.append(self.columns[j].centre(own))
            else:
                cells.append(torch.zeros_like(x[:, j]) if self.kinds[j] == 'offset' else x[:, j])
        return torch.stack(cells, -1)

    @torch.no_grad()
    def constrain(self):
        """Clamps its own parameters to their bounds, after a step of an optimiser."""
        if self.logVariance is not None:
            bounded = torch.maximum(self.logVariance, self.lowest)
            self.logVariance.copy_(bounded.clamp(max=math.log(LARGEST_VARIANCE)))

    def _cells(self, j, x, own, variances):
        there = ~x.isnan()
        cells = x.nan_to_num()
        losses = cells if self.kinds[j] == 'offset' else self.columns[j].loss(cells, own, variances)
        return torch.where(there, losses, torch.zeros_like(losses))
