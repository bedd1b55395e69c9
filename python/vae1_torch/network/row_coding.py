"""What encoder and decoder see of a row of a table: src/network/row_coding.hpp.

X: n x D, cells in the model's units, NaN where one is absent. known: n x D, NaN but where a cell is
known beforehand.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .column import levels_of
from .ordinal_code import OrdinalCode


class CellCode(nn.Module):
    """The code of the cells of one column, and whether they are there. All is 0 if one is not."""

    def __init__(self, column, presence):
        super().__init__()
        self.kind, self.levels = column.kind, column.levels
        self.ordinal = OrdinalCode(column) if column.kind == 'ordinal' else None
        widths = {'real': 1, 'binary': 1, 'categorical': column.levels, 'offset': 0}
        self.width = self.ordinal.width if self.ordinal else widths[column.kind]
        self.presence = presence and self.width > 0
        self.width += len(column.components) + self.presence
        components = torch.tensor(column.components).reshape(-1, 3)
        self.register_buffer('components', components, persistent=False)

    def forward(self, x):
        """x: n cells. n x width."""
        there = (~x.isnan()).float()[:, None]
        parts = [self._features(x)]
        if len(self.components):
            parts.append(self._probabilities(x.nan_to_num()))
        if self.presence:
            parts.append(torch.ones_like(there))
        return torch.cat(parts, 1) * there

    def _features(self, x):
        if self.kind == 'ordinal':
            return self.ordinal(x)
        if self.kind == 'categorical':
            return F.one_hot(levels_of(x, self.levels), self.levels).float()
        return x.nan_to_num()[:, None]

    def _probabilities(self, x):
        """Of each component of a mixture, given x."""
        weight, mean, deviation = self.components.T
        distance = (x[:, None] - mean) / deviation
        return torch.softmax(weight.log() - deviation.log() - 0.5 * distance * distance, 1)


class RowCoding(nn.Module):
    def __init__(self, columns, autoregressive):
        super().__init__()
        self.autoregressive = autoregressive
        self.cells = nn.ModuleList(
            CellCode(column, column.optional or autoregressive) for column in columns
        )
        self.coded = [column.kind != 'offset' for column in columns]
        condition = torch.tensor([column.condition for column in columns])
        self.register_buffer('condition', condition, persistent=False)
        self.inputs = sum(cell.width for cell in self.cells)
        given, modelled = (
            sum(cell.width for cell, is_condition in zip(self.cells, condition) if is_condition == of)
            for of in (True, False)
        )
        self.context = self.inputs + modelled if autoregressive else given

    def input(self, X, known=None):
        """What the encoder sees: of a row with known cells, these and the conditions alone."""
        if known is not None:
            partly = (~known.isnan()).any(1, keepdim=True) & ~self.condition
            X = torch.where(partly, known, X)
        return self._code(X, [True] * len(self.cells))

    def decoder_context(self, X, known=None):
        """What the decoder sees besides the latents: n x context."""
        condition = self.condition.tolist()
        if not self.autoregressive:
            return self._code(X, condition)
        if known is None:
            known = torch.full_like(X, float('nan'))
        beforehand = self._code(torch.where(self.condition, X, known), [True] * len(condition))
        cells = torch.where(X.isnan(), known, X)
        return torch.cat([beforehand, self._code(cells, [not given for given in condition])], 1)

    def _code(self, X, of):
        parts = [
            cell(X[:, j])
            for j, cell in enumerate(self.cells)
            if of[j] and self.coded[j]
        ]
        return torch.cat(parts, 1) if parts else X.new_zeros(len(X), 0)
