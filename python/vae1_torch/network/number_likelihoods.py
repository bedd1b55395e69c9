"""The likelihoods p(x|z) of a row of numbers, in the model's units: src/likelihood.

o is the decoder's output. An absent value, NaN, adds nothing.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .column import LARGEST_VARIANCE

SMALLEST_VARIANCE = 1e-6
# Of a discretized logistic: half the way between two bytes, where black and white are 2 apart.
HALF_STEP = 1 / 255
SMALLEST_LOG_SCALE = -6


class Bernoulli(nn.Module):
    """o: logits."""

    def mean(self, o):
        return torch.sigmoid(o)

    def loss(self, x, o):
        """-log p(x|z) of each row, in nats: ... x D to ..."""
        known = x.nan_to_num()
        return torch.where(x.isnan(), torch.zeros_like(o), F.softplus(o) - o * known).sum(-1)

    def constrain(self):
        """Clamps its own parameters to their bounds, after a step of an optimiser."""


class Gaussian(nn.Module):
    """o: means. One log-variance for each column, whose name is that of the model file."""

    def __init__(self, constant):
        """constant: which columns were constant in training; they have no density."""
        super().__init__()
        self.logVariance = nn.Parameter(torch.zeros(len(constant)))
        self.register_buffer('constant', constant, persistent=False)

    def mean(self, o):
        return o

    def loss(self, x, o):
        s = self.logVariance
        error = o - x.nan_to_num()
        losses = 0.5 * (math.log(2 * math.pi) + s + error * error * torch.exp(-s))
        return torch.where(x.isnan() | self.constant, torch.zeros_like(losses), losses).sum(-1)

    @torch.no_grad()
    def constrain(self):
        self.logVariance.clamp_(math.log(SMALLEST_VARIANCE), math.log(LARGEST_VARIANCE))


class DiscretizedLogistic(nn.Module):
    """Of bytes, k / 255: src/likelihood/discretized_logistic.cpp, whose y, m, s, a and b are those here.

    o: m and s of each value, side by side.
    """

    def mean(self, o):
        return (0.5 * (o[..., ::2] + 1)).clamp(0, 1)

    def loss(self, x, o):
        m, s = o[..., ::2], o[..., 1::2].clamp(min=SMALLEST_LOG_SCALE)
        inverse, y = torch.exp(-s), 2 * x - 1
        a, b = (y - m + HALF_STEP) * inverse, (y - m - HALF_STEP) * inverse
        nothing = torch.zeros_like(a)
        black, white = x < 0.5 * HALF_STEP, x > 1 - 0.5 * HALF_STEP
        below = torch.where(white, nothing, F.softplus(-a))
        above = torch.where(black, nothing, F.softplus(b))
        inner = torch.log(-torch.expm1(-2 * HALF_STEP * inverse))
        return (below + above - torch.where(black | white, nothing, inner)).sum(-1)

    def constrain(self):
        """It has no parameters of its own."""
