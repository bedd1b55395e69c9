"""What a batch costs: src/network/batch_objective.hpp, posterior.hpp and importance.hpp."""

import math
from typing import NamedTuple

import torch


class RowLosses(NamedTuple):
    """In nats, in the model's units, of n rows at K draws from each of their posteriors."""

    reconstruction: torch.Tensor  # -log p(x|z): K x n
    kl: torch.Tensor  # of each latent dimension: n x L
    log_ratio: torch.Tensor  # log q(z|x) - log N(z; 0, I): K x n

    @classmethod
    def of(cls, model, X, noise, known=None):
        """noise: K x n x L. known: the cells that are given, which do not count."""
        mean, log_variance = model.posterior(X, known)
        z = mean + torch.exp(0.5 * log_variance) * noise
        o = model.outputs(z, X, known)
        counted = X if known is None else torch.where(known.isnan(), X, known.new_tensor(math.nan))
        kl = 0.5 * (mean * mean + torch.expm1(log_variance) - log_variance)
        ratio = 0.5 * (z * z - noise * noise - log_variance)
        return cls(model.likelihood.loss(counted, o).double(), kl.double(), ratio.double().sum(-1))

    def elbo(self, beta, weights=1):
        """-ELBO of each row: n. weights: of the latent dimensions' KL, besides beta."""
        return self.reconstruction.mean(0) + beta * (weights * self.kl).sum(-1)

    def importance_bound(self, beta):
        """- the importance-weighted bound of each row: n. Burda et al. (2016), arXiv:1509.00519."""
        log_weights = -(self.reconstruction + beta * self.log_ratio)
        return math.log(len(log_weights)) - torch.logsumexp(log_weights, 0)

    def bound(self, objective, beta):
        return self.importance_bound(beta) if objective == 'iwae' else self.elbo(beta)
