"""The likelihood of one column of a table, by its kind: src/likelihood/column_likelihood.hpp.

x: n cells in the model's units, none of them absent. o: ... x n x outputs of the decoder. s: the
log-variances of the column's Gaussians. Each loss is -log p(x|z) in nats: ... x n. centre() is the
cell that stands for p(x|z): ... x n.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .column import levels_of
from .ordinal_scale import OrdinalScale, position_within

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


class Binary(nn.Module):
    """o: the logit of 1."""

    def loss(self, x, o, s):
        return F.softplus(o[..., 0]) - o[..., 0] * x

    def centre(self, o):
        return (o[..., 0] >= 0).float()


class Categorical(nn.Module):
    """o: the logits of the levels."""

    def __init__(self, column):
        super().__init__()
        self.levels = column.levels

    def loss(self, x, o, s):
        level = levels_of(x, self.levels).expand(o.shape[:-1])
        return torch.logsumexp(o, -1) - o.gather(-1, level[..., None])[..., 0]

    def centre(self, o):
        return o.argmax(-1).float()


class Ordinal(nn.Module):
    """o: a number for each level, and two tilts: src/likelihood/ordinal_column.hpp."""

    def __init__(self, column):
        super().__init__()
        self.level = Categorical(column)
        scale = OrdinalScale(column.shares)
        is_range = torch.tensor(column.ranges, dtype=torch.bool)
        place = (scale.first + scale.last) / 2
        width = torch.where(is_range, scale.last - scale.first, torch.zeros_like(place))
        self.register_buffer('place', place.float(), persistent=False)
        # Of a density within a level: its slope is first * tilt + second * the other tilt.
        slopes = torch.stack([width, 2 * place * width], -1).float()
        self.register_buffer('slopes', slopes, persistent=False)

    def loss(self, x, o, s):
        level = levels_of(x, len(self.place))
        slope = (o[..., -2:] * self.slopes[level]).sum(-1)
        position = position_within(x, level).float()
        return self.level.loss(x, self._logits(o), s) - slope_log_density(slope, position)

    def centre(self, o):
        """The middle of the median level."""
        below = torch.softmax(self._logits(o), -1).cumsum(-1)
        return (below <= 0.5).sum(-1).clamp(max=len(self.place) - 1) + 0.5

    def _logits(self, o):
        first, second = o[..., -2:-1], o[..., -1:]
        return o[..., :-2] + first * self.place + second * (self.place * self.place - 1)


def slope_log_density(a, u):
    """The log-density of u on [0, 1] that is proportional to e^(a u).

    a (u - 1/2) - log(sinh(a/2) / (a/2)), by the same series near 0 as
    src/likelihood/exponential_slope.hpp.
    """
    half = a / 2
    square, size = half * half, half.abs()
    series = square / 6 * (1 - square / 30 * (1 - square * 4 / 63 * (1 - square * 3 / 40)))
    # Where the series holds, the other branch must still have a finite gradient.
    far = size.clamp(min=0.3)
    exact = far + torch.log((1 - torch.exp(-2 * far)) / (2 * far))
    return a * (u - 0.5) - torch.where(size < 0.3, series, exact)


class Normal(nn.Module):
    """o: the mean."""

    def loss(self, x, o, s):
        error = o[..., 0] - x
        return HALF_LOG_2PI + 0.5 * (s[0] + error * error * torch.exp(-s[0]))

    def centre(self, o):
        return o[..., 0]


class Mixture(nn.Module):
    """o: the logits of the components, then the shift of each."""

    def __init__(self, column):
        super().__init__()
        self.register_buffer('components', torch.tensor(column.components), persistent=False)

    def loss(self, x, o, s):
        _, mean, deviation = self.components.T
        logits, shifts = o.chunk(2, -1)
        distance = ((x[:, None] - mean) / deviation - shifts) * torch.exp(-0.5 * s)
        log_density = -HALF_LOG_2PI - deviation.log() - 0.5 * (s + distance * distance)
        return torch.logsumexp(logits, -1) - torch.logsumexp(logits + log_density, -1)

    def centre(self, o):
        """Of the most probable component."""
        _, mean, deviation = self.components.T
        logits, shifts = o.chunk(2, -1)
        k = logits.argmax(-1)
        return mean[k] + deviation[k] * shifts.gather(-1, k[..., None])[..., 0]


def column_likelihood(column):
    """None for a condition, and for an offset, whose cell is its loss."""
    if column.condition or column.kind == 'offset':
        return None
    if column.kind == 'real':
        return Mixture(column) if column.components else Normal()
    if column.kind == 'binary':
        return Binary()
    return Ordinal(column) if column.kind == 'ordinal' else Categorical(column)
