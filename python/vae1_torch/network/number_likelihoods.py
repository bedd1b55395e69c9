"""The likelihoods p(x|z) of a row of numbers, in the model's units: src/likelihood.

o is the decoder's output. An absent value, NaN, adds nothing.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .column import LARGEST_VARIANCE

SMALLEST_VARIANCE = 1e-6


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
