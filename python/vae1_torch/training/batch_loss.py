"""The loss of a batch that several processes share: Vae::losses() of src/network/vae.cpp."""

from typing import NamedTuple

import torch
from torch import nn

from ..network.objective import RowLosses


class BatchLoss(nn.Module):
    """What a process adds to a batch. DistributedDataParallel wraps it."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, X, noise, known, beta, kl_weights):
        """Returns what the process's rows add to n times the objective, and sums() for BatchSums."""
        losses = RowLosses.of(self.model, X, noise, known)
        if self.model.options['objective'] == 'iwae':
            objective = losses.importance_bound(beta).sum()
        else:
            objective = losses.elbo(beta, kl_weights).sum()
        reconstruction = losses.reconstruction.detach().mean(0)
        whole = torch.ones_like(reconstruction)
        if known is not None:
            whole = known.isnan().all(1).double()
        units = self.model.scaling.units(X).sum()
        counts = torch.stack([reconstruction.sum(), (whole * reconstruction).sum(), whole.sum()])
        parts = (counts, objective.detach()[None], units[None], losses.kl.detach().sum(0))
        return objective, torch.cat(parts)


class BatchSums(NamedTuple):
    """Over the rows of a batch, in nats, in the user's units."""

    rows: int
    loss: float
    reconstruction: float
    kl: list  # of each latent dimension

    @classmethod
    def of(cls, rows, sums, options, beta):
        """sums: what forward() returns, added up over the processes."""
        of_all, of_whole, whole, bound, units, *kl = sums.tolist()
        # Rows of which cells are given have fewer to reconstruct: whole ones stand for all.
        reconstruction = of_whole * rows / whole if whole else of_all
        if options['objective'] == 'iwae':
            loss = bound + reconstruction - of_all
        else:
            least = rows * options['freeBits']
            loss = reconstruction + beta * sum(max(value, least) for value in kl)
        return cls(rows, loss + units, reconstruction + units, kl)


def free_bits_weights(model, X, known, rows, ranks):
    """The weight of each latent dimension's KL: 0 where its mean over the batch is within the free bits.

    Kingma et al. (2016), arXiv:1606.04934, equation 15.
    """
    mean, log_variance = model.posterior(X, known)
    kl = 0.5 * (mean * mean + torch.expm1(log_variance) - log_variance).double().sum(0)
    return (ranks.sum(kl) > rows * model.options['freeBits']).double()
