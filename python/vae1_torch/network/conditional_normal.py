"""Normal distributions of D numbers, some of which become known: src/math/conditional_normal.hpp."""

import torch

# Below it a number follows from others, but for rounding.
NO_VARIANCE = 1e-9


class ConditionalNormal:
    """The moments given what is known, of n rows at once, by the sweep operator.

    mean: n x D. covariance: n x D x D, 0 for the numbers that are known.
    """

    def __init__(self, mean, covariance, n):
        """mean, covariance: those of all rows, D and D x D. Nothing is known yet."""
        self.mean = mean.repeat(n, 1)
        self.covariance = covariance.repeat(n, 1, 1)

    @property
    def variance(self):
        """n x D."""
        return self.covariance.diagonal(dim1=1, dim2=2)

    def know(self, k, x, where):
        """Number k, which was not known, is x in the rows that count. x, where: n.

        A number that follows from those known changes nothing else.
        """
        own = self.covariance[:, k].clone()
        variance = own[:, k]
        changes = where & (variance > NO_VARIANCE)
        gain = torch.where(changes[:, None], own / variance[:, None], 0.0)
        change = torch.where(where, x - self.mean[:, k], 0.0)
        self.mean += gain * change[:, None]
        self.covariance.baddbmm_(gain[:, :, None], own[:, None], alpha=-1)
        self.mean[:, k] = torch.where(where, x, self.mean[:, k])
        self.covariance[:, k].masked_fill_(where[:, None], 0)
        self.covariance[:, :, k].masked_fill_(where[:, None], 0)
