"""What the known cells of a row say of its ordinal cells by a copula: src/network/copula_tilts.hpp."""

import torch
from torch import nn

from ..errors import FileError
from .conditional_normal import ConditionalNormal
from .ordinal_scale import OrdinalScale

MOST_PLACED_COLUMNS = 64
LEAST_VARIANCE = 0.02


class CopulaTilts(nn.Module):
    """In double precision and without a gradient, as nothing of it is learned."""

    def __init__(self, columns, mean, covariance):
        """mean, covariance: of COPU in docs/model-file.md, P and P x P, row after row.

        Raises FileError for a copula that these columns cannot have.
        """
        super().__init__()
        ordinal = [j for j, column in enumerate(columns) if column.kind == 'ordinal']
        placed = ordinal[:MOST_PLACED_COLUMNS]
        mean = torch.tensor(mean, dtype=torch.float64)
        covariance = torch.tensor(covariance, dtype=torch.float64).reshape(len(mean), -1)
        if len(placed) != len(mean) or not _are_moments(mean, covariance):
            raise FileError('the ordinal columns cannot have the copula')
        self.scales = nn.ModuleList(OrdinalScale(columns[j].shares) for j in placed)
        condition = torch.tensor([columns[j].condition for j in placed])
        ends = torch.tensor([column.outputs for column in columns]).cumsum(0)
        self.outputs = int(ends[-1])
        placed = torch.tensor(placed)
        ends = ends[placed[~condition]]
        tilted = torch.stack([ends - 2, ends - 1], -1).flatten()  # which of the outputs are tilts
        for name, values in {
            **{'mean': mean, 'covariance': covariance},
            **{'placed': placed, 'condition': condition, 'tilted': tilted},
        }.items():
            self.register_buffer(name, values, persistent=False)

    @torch.no_grad()
    def forward(self, X, known):
        """What the decoder's outputs get, n x outputs: 0 for cells that are known.

        X: n x D, of which the conditions count. known: n x D, NaN but where a cell is known. A row
        without known cells gets 0.
        """
        cells = known[:, self.placed]
        rows = (~cells.isnan()).any(1)
        cells = torch.where(self.condition, X[:, self.placed], cells)[rows]
        there = ~cells.isnan()
        normal = ConditionalNormal(self.mean, self.covariance, len(cells))
        for d, scale in enumerate(self.scales):
            normal.know(d, scale.place(cells[:, d]), there[:, d])
        before = self.covariance.diagonal().clamp(min=LEAST_VARIANCE)
        given = normal.variance.clamp(min=LEAST_VARIANCE)
        first = normal.mean / given - self.mean / before
        tilts = torch.stack([first, (1 / before - 1 / given) / 2], -1)
        tilts = tilts.masked_fill(there[..., None], 0)[:, ~self.condition]
        of_rows = X.new_zeros(len(cells), self.outputs)
        of_rows[:, self.tilted] = tilts.flatten(1).to(X.dtype)
        outputs = X.new_zeros(len(X), self.outputs)
        outputs[rows] = of_rows
        return outputs


def _are_moments(mean, covariance):
    """Whether a normal distribution has them."""
    if not (mean.isfinite().all() and covariance.isfinite().all()):
        return False
    return torch.equal(covariance, covariance.T) and not torch.linalg.cholesky_ex(covariance).info
