"""The held-out rows of a training: src/training/validation.hpp."""

import zlib

import numpy
import torch

from ..network.objective import RowLosses
from .random_numbers import EVALUATION, normal

PIECE = 4096


class HeldOut:
    def __init__(self, rows, ranks):
        self.rows, self.ranks = rows, ranks
        self.first, self.end = (r * len(rows) // ranks.world for r in (ranks.rank, ranks.rank + 1))
        self.fingerprint = f'{self._fingerprint():016x}'

    @torch.no_grad()
    def losses(self, model):
        """Means over all held-out rows, in nats, in the user's units, at the final beta."""
        options = model.options
        samples = options['importanceSamples'] if options['objective'] == 'iwae' else 1
        sums = torch.zeros(3, dtype=torch.float64, device=self.ranks.device)
        for first, X in self._pieces():
            numbers = numpy.arange(first, first + len(X))
            noise = normal(options['seed'], EVALUATION, 0, numbers, options['latentDim'], samples)
            rows = torch.from_numpy(X).to(self.ranks.device)
            of = RowLosses.of(model, rows, torch.from_numpy(noise).to(self.ranks.device))
            units = model.scaling.units(rows).sum()
            bound = of.bound(options['objective'], options['betaTo']).sum() + units
            sums += torch.stack([bound, of.reconstruction.mean(0).sum() + units, of.kl.sum()])
        loss, reconstruction, kl = (self.ranks.sum(sums) / len(self.rows)).tolist()
        return {'loss': loss, 'reconstruction': reconstruction, 'kl': kl}

    def _pieces(self):
        for first in range(self.first, self.end, PIECE):
            yield first, self.rows.read(first, min(PIECE, self.end - first))

    def _fingerprint(self):
        """FNV-1a over the CRC-32 of each row: BEST in docs/model-file.md."""
        checksums = torch.zeros(len(self.rows), dtype=torch.int64)
        for first, X in self._pieces():
            for i, row in enumerate(X):
                checksums[first + i] = zlib.crc32(row.tobytes())
        of_all = self.ranks.sum(checksums.to(self.ranks.device))
        fingerprint = 0
        for checksum in of_all.tolist():
            fingerprint = (fingerprint ^ checksum) * 0x100000001B3 % 2**64
        return fingerprint
