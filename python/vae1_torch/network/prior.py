"""The learned prior, a mixture of Gaussians: src/prior/gaussian_mixture.hpp."""

import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from ..errors import FileError


def mixture_prior(components, latent_dim):
    """The distribution p(z), in double precision. components: those of MIXT in docs/model-file.md."""
    if not components:
        raise FileError('the prior is a mixture that is missing')
    weights = torch.tensor([component['weight'] for component in components], dtype=torch.float64)
    means = torch.tensor([component['mean'] for component in components], dtype=torch.float64)
    factors = torch.zeros(len(components), latent_dim, latent_dim, dtype=torch.float64)
    rows, columns = torch.tril_indices(latent_dim, latent_dim)
    triangles = [component['factor'] for component in components]
    factors[:, rows, columns] = torch.tensor(triangles, dtype=torch.float64)
    try:
        return MixtureSameFamily(Categorical(weights), MultivariateNormal(means, scale_tril=factors))
    except ValueError as error:
        raise FileError('the prior is no mixture of Gaussians') from error
