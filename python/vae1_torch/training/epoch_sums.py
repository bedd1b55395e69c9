"""The means over an epoch's batches so far: src/training/running_means.hpp."""

import math


class EpochSums:
    """Plain numbers, so that a checkpoint can hold them."""

    def __init__(self, latent_dim=0, values=None):
        self.values = values or {
            **{'loss': 0.0, 'reconstruction': 0.0, 'kl': [0.0] * latent_dim, 'gradientNorm': 0.0},
            **{'rows': 0, 'batches': 0},
        }

    def add(self, batch, gradient_norm):
        """batch: the BatchSums over all processes."""
        values = self.values
        values['loss'] += batch.loss
        values['reconstruction'] += batch.reconstruction
        values['kl'] = [sum(pair) for pair in zip(values['kl'], batch.kl)]
        values['gradientNorm'] += gradient_norm
        values['rows'] += batch.rows
        values['batches'] += 1

    @property
    def rows(self):
        return self.values['rows']

    def mean(self, name):
        return self.values[name] / self.rows

    def record(self):
        """The fields of a history's epoch that are means."""
        kl = [value / self.rows for value in self.values['kl']]
        return {
            'training': {
                'loss': self.mean('loss'),
                'reconstruction': self.mean('reconstruction'),
                'kl': math.fsum(kl),
            },
            'klPerDimension': kl,
            'gradientNorm': self.values['gradientNorm'] / self.values['batches'],
        }
