"""A VAE for rows of numbers, as a module: src/network/vae.cpp, src/inference/row_scores.cpp."""

import json
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from .likelihoods import Bernoulli, Gaussian
from .safetensors_file import FileError, read_safetensors
from .scaling import Scaling

VERSION = '1'
LARGEST_LOG_VARIANCE = 20
ACTIVATIONS = {
    'relu': torch.relu,
    'tanh': torch.tanh,
    'sigmoid': torch.sigmoid,
    'softplus': F.softplus,
    'gelu': F.gelu,
}


class Losses(NamedTuple):
    """Means per row, in nats, in the units of the data."""

    loss: torch.Tensor
    reconstruction: torch.Tensor
    kl: torch.Tensor


class VAE(nn.Module):
    """N rows, D features, L latent dimensions. Rows are in the units of the training data."""

    def __init__(self, options, scaling, layers, mixture=None, reference_rows=0):
        """The descriptions of the model, as an exported file has them."""
        super().__init__()
        self.options = options
        self.scaling = Scaling(**scaling)
        inputs = options['features'] * (2 if options['missing'] else 1)
        self.encoder = _dense(layers['encoder'], inputs)
        self.decoder = _dense(layers['decoder'], options['latentDim'])
        gaussian = options['likelihoodInUse'] == 'gaussian'
        self.likelihood = Gaussian(self.scaling.constant) if gaussian else Bernoulli()
        self.prior = _prior(mixture, options['latentDim']) if options['priorInUse'] == 'mixture' else None
        if reference_rows:
            self.register_buffer('referenceRows', torch.zeros(reference_rows, options['features']))

    def encode(self, x):
        """The mean and the log-variance of q(z|x): N x D to twice N x L."""
        values = self.scaling.to_model(x)
        if self.options['missing']:
            # A column is its value and then 1, or 0 and 0 if the value is absent.
            values = torch.stack([values.nan_to_num(), (~values.isnan()).float()], -1).flatten(-2)
        mean, log_variance = self._layers(self.encoder, values).chunk(2, -1)
        return mean, log_variance.clamp(max=LARGEST_LOG_VARIANCE)

    def decode(self, z):
        """The mean of p(x|z): ... x L to ... x D."""
        return self.scaling.to_user(self.likelihood.mean(self._layers(self.decoder, z)))

    def loss(self, x, noise, beta=None):
        """The losses of N x D rows at the latents mean + deviation * noise, N x L.

        loss = reconstruction + beta * kl; beta is by default the final one of the training.
        """
        mean, log_variance = self.encode(x)
        z = mean + torch.exp(0.5 * log_variance) * noise
        reconstruction = self._reconstruction(x, z).mean()
        kl = 0.5 * (mean * mean + torch.expm1(log_variance) - log_variance).sum(-1).double().mean()
        beta = self.options['betaTo'] if beta is None else beta
        return Losses(reconstruction + beta * kl, reconstruction, kl)

    def log_likelihood(self, x, noise):
        """The importance-weighted estimate of log p(x) at K draws: N x D to N, in nats.

        noise: K x L for all rows, or K x N x L.
        """
        mean, log_variance = self.encode(x)
        if noise.dim() == 2:
            noise = noise[:, None]
        z = mean + torch.exp(0.5 * log_variance) * noise
        # The terms of log 2 pi cancel.
        log_ratio = 0.5 * (log_variance + noise * noise - z * z).double().sum(-1)
        if self.prior is not None:
            standard = -0.5 * (z * z).double().sum(-1) - 0.5 * z.shape[-1] * torch.log(
                torch.tensor(2 * torch.pi, dtype=torch.float64)
            )
            log_ratio = log_ratio + self.prior.log_prob(z.double()) - standard
        weights = log_ratio - self._reconstruction(x, z)
        return torch.logsumexp(weights, 0) - torch.log(torch.tensor(float(len(weights))))

    def _reconstruction(self, x, z):
        """-log p(x|z) of each row in the user's units."""
        in_model = self.likelihood.loss(self.scaling.to_model(x), self._layers(self.decoder, z))
        return in_model.double() + self.scaling.units(x)

    def _layers(self, layers, values):
        activation = ACTIVATIONS[self.options['activation']]
        for layer in layers[:-1]:
            values = activation(layer(values))
        return layers[-1](values)


def _dense(specifications, inputs):
    layers = nn.ModuleList()
    for specification in specifications:
        if specification['kind'] != 'dense':
            raise FileError(f'a layer of the kind "{specification["kind"]}" is not known')
        outputs = specification['settings'][0]
        layers.append(nn.Linear(inputs, outputs))
        inputs = outputs
    return layers


def _prior(components, latent_dim):
    """The mixture p(z), in double precision."""
    weights = torch.tensor([component['weight'] for component in components], dtype=torch.float64)
    means = torch.tensor([component['mean'] for component in components], dtype=torch.float64)
    factors = torch.zeros(len(components), latent_dim, latent_dim, dtype=torch.float64)
    rows, columns = torch.tril_indices(latent_dim, latent_dim)
    triangles = [component['factor'] for component in components]
    factors[:, rows, columns] = torch.tensor(triangles, dtype=torch.float64)
    return MixtureSameFamily(Categorical(weights), MultivariateNormal(means, scale_tril=factors))


def load(path):
    """The model in a file of export({ format: 'safetensors' }).

    Raises FileError for a file that is none, and for one of TableVAE.
    """
    metadata, tensors = read_safetensors(path)
    if metadata.get('vae1') != VERSION:
        raise FileError(f'{path} is no model of VAE1 in a version that this reads ({VERSION})')
    if 'vae1.columns' in metadata:
        raise FileError(f'{path} is a model of TableVAE, whose columns this does not code')
    parts = {name: json.loads(metadata[f'vae1.{name}']) for name in ('options', 'scaling', 'layers')}
    mixture = json.loads(metadata.get('vae1.mixture', 'null'))
    model = VAE(**parts, mixture=mixture, reference_rows=len(tensors.get('referenceRows', ())))
    state = {name: torch.from_numpy(array) for name, array in tensors.items()}
    try:
        model.load_state_dict(state, strict=True)
    except RuntimeError as error:
        raise FileError(f'{path} has other tensors than its model: {error}') from error
    return model
