"""The models that users load: src/inference/row_scores.cpp says what a score is."""

import math
import os
from typing import NamedTuple

import torch

from .errors import FileError
from .files.model_file import is_model_file, read_model
from .files.safetensors_model import read_exported
from .network.model import Model
from .network.objective import RowLosses

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


class Losses(NamedTuple):
    """Means per row, in nats, in the units of the data."""

    loss: torch.Tensor
    reconstruction: torch.Tensor
    kl: torch.Tensor


class VAE(Model):
    """Of rows of numbers. N rows, D features, in the units of the training data; L latents."""

    def encode(self, x):
        """The mean and the log-variance of q(z|x): N x D to twice N x L."""
        return self.posterior(self.to_model(x))

    def decode(self, z):
        """The mean of p(x|z): ... x L to ... x D."""
        return self.scaling.to_user(self.likelihood.mean(self.decoder(z)))

    def loss(self, x, noise, beta=None):
        """The losses of N x D rows at the latents mean + deviation * noise.

        noise: N x L, or of K importance samples K x N x L. beta: by default the final one of the
        training. The loss is reconstruction + beta * kl, or the importance-weighted bound if that
        is what the model was trained for.
        """
        X = self.to_model(x)
        beta = self.options['betaTo'] if beta is None else beta
        losses = RowLosses.of(self, X, noise if noise.dim() == 3 else noise[None])
        units = self.units(x).mean()
        bound = losses.bound(self.options['objective'], beta).mean() + units
        return Losses(bound, losses.reconstruction.mean() + units, losses.kl.sum(-1).mean())

    def log_likelihood(self, x, noise):
        """The importance-weighted estimate of log p(x) at K draws: N x D to N, in nats.

        noise: K x L for all rows, or K x N x L.
        """
        X = self.to_model(x)
        mean, log_variance = self.posterior(X)
        z = mean + torch.exp(0.5 * log_variance) * (noise if noise.dim() == 3 else noise[:, None])
        noise = noise.expand_as(z) if noise.dim() == 3 else noise[:, None].expand_as(z)
        # log p(z) - log q(z|x); the terms of log 2 pi cancel.
        log_ratio = 0.5 * (log_variance + noise * noise - z * z).double().sum(-1)
        if self.prior is not None:
            standard = -(0.5 * z * z + HALF_LOG_2PI).double().sum(-1)
            log_ratio = log_ratio + self.prior.log_prob(z.double()) - standard
        weights = log_ratio - self._scored(X, self.outputs(z, X))
        return torch.logsumexp(weights, 0) - math.log(len(weights)) - self.units(x)

    def to_model(self, x):
        return self.scaling.to_model(x)

    def units(self, x):
        """What the user's units add to -log p of each row."""
        return self.scaling.units(x) + self.scaling.surprises(x)

    def _scored(self, X, o):
        """-log p(x|z) in the model's units, of what a trained model scores."""
        return self.likelihood.loss(X, o).double()


class TableVAE(VAE):
    """Of the coded rows of a table, as `npx vae1 code` writes them: N x D, cells of COLS."""

    def decode(self, z, x=None):
        """The row that stands for p(x|z), coded: N x L to N x D.

        x: N x D, whose conditions count and come back. A model that has some needs it. A cell is there
        even if the model would leave a gap, which a column of its own says.
        """
        if x is None:
            x = z.new_full((len(z), self.options['features']), math.nan)
        if not self.knows_cells:
            return self.likelihood.centre(self.outputs(z, x), x)
        # One cell after another, each from those before.
        made = torch.where(self.coding.condition, x, x.new_tensor(math.nan))
        for j, outputs in enumerate(self.likelihood.outputs):
            if outputs:
                made[:, j] = self.likelihood.centre(self.outputs(z, made), made)[:, j]
        return self.likelihood.centre(self.outputs(z, made), made)

    def to_model(self, x):
        return x.float()

    def units(self, x):
        return self.scaling.units(x)

    def _scored(self, X, o):
        return self.likelihood.loss(X, o, scored=True)


def model_of(saved):
    """The module of a SavedModel."""
    return (TableVAE if saved.columns else VAE)(saved)


def load_saved(path):
    """The SavedModel in a file: a model file, or a safetensors file of export()."""
    path = os.fspath(path)
    with open(path, 'rb') as file:
        start = file.read(8)
        if is_model_file(start):
            return read_model(start + file.read(), path)
    return read_exported(path)


def load(path):
    """The model in a file of save(), or of export({ format: 'safetensors' }).

    Returns a VAE or a TableVAE. Raises FileError for a file that is none.
    """
    saved = load_saved(path)
    try:
        return model_of(saved)
    except FileError as error:
        raise FileError(f'{path} is not valid: {error}') from error
