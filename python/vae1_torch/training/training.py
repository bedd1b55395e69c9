"""A training, epoch after epoch, by one process or several: src/model.cpp."""

import copy
import math

import numpy
import torch

from ..errors import TrainingError
from ..files.saved_model import BEST, SavedModel
from ..vae import model_of
from .batch_loss import BatchLoss, BatchSums, free_bits_weights
from .epoch_sums import EpochSums
from .given_cells import GivenCells
from .optimiser import Optimiser
from .random_numbers import TRAINING, normal
from .row_order import batches
from .schedules import LearningRate, beta_at, beta_is_settled

NO_LOSSES = {'loss': 0.0, 'reconstruction': 0.0, 'kl': 0.0}


class Training:
    """Goes on from a SavedModel: its latest weights, its optimiser, its epochs.

    All processes have the same weights, losses and epochs at any time.
    """

    def __init__(self, saved, order, held_out, ranks, early_stopping=None):
        """order: of row_order(). held_out: a HeldOut, or None. early_stopping: an EarlyStopping, or None."""
        self.saved = SavedModel(copy.deepcopy(saved.descriptions), {}, saved.carried)
        self.order, self.held_out, self.ranks = order, held_out, ranks
        self.early_stopping = early_stopping
        self.model = model_of(saved)
        self.model.set_weights(saved.part())
        self.model.to(ranks.device)
        self.best = saved.part(BEST) if saved.best['epoch'] else None
        self.optimiser = Optimiser(self.model, saved)
        self.batch_loss = ranks.wrap(BatchLoss(self.model))
        self.options, self.state = self.saved.options, self.saved.state
        self.history = self.saved.history
        self.learning_rate = LearningRate(self.options, self.state)
        self.given_cells = None
        if self.model.knows_cells:
            self.given_cells = GivenCells(self.options['seed'], saved.columns)
        self.batches_done, self.sums = 0, None

    def resume(self, batches_done, sums):
        """Goes on within an epoch that the saved model has begun."""
        self.batches_done, self.sums = batches_done, EpochSums(values=sums)

    def epoch(self):
        """Trains an epoch, or the rest of one. Yields after each batch but the last."""
        if self.batches_done == 0:
            self.sums = EpochSums(self.options['latentDim'])
            self.state['epochsBegun'] += 1
            self.state['rows'] = len(self.order)
        done, number = len(self.history), self.state['epochsBegun'] - 1
        beta, rate = beta_at(self.options, done), self.learning_rate.at(done)
        batch_size = self.options['batchSize']
        for rows, numbers, X in batches(self.order, number, batch_size, self.batches_done):
            self._step(rows, numbers, X, number, beta, rate)
            self.batches_done += 1
            if self.sums.rows < len(self.order):
                yield
        self._end_epoch(beta, rate)

    @property
    def stops(self):
        """Whether the held-out losses say that no further epoch helps."""
        best = self.saved.best
        if self.early_stopping is None or self.held_out is None or best['epoch'] == 0:
            return False
        return self.early_stopping.reached(self.history[best['firstEpoch'] - 1 :])

    def to_saved(self):
        """The model as it is now: what training continues from, and the best weights."""
        self.state['optimiserSteps'] = self.optimiser.steps
        best = self.best if self.saved.best['epoch'] else None
        return self.saved.with_tensors(self.model.weights(), *self.optimiser.moments(), best)

    def _step(self, rows, numbers, X, epoch, beta, rate):
        options, device = self.options, self.ranks.device
        samples = options['importanceSamples'] if options['objective'] == 'iwae' else 1
        noise = normal(options['seed'], TRAINING, epoch, numbers, options['latentDim'], samples)
        known = self.given_cells and self.given_cells.draw(epoch, numbers, X)
        X, noise, known = (
            None if part is None else torch.from_numpy(numpy.ascontiguousarray(part)).to(device)
            for part in (X, noise, known)
        )
        weights = torch.ones((), dtype=torch.float64, device=device)
        if options['freeBits'] > 0 and options['objective'] == 'elbo':
            with torch.no_grad():
                weights = free_bits_weights(self.model, X, known, rows, self.ranks)
        objective, sums = self.batch_loss(X, noise, known, beta, weights)
        self.optimiser.clear_gradients()
        # The engine takes the mean over the processes, and the objective is a mean over all rows.
        (objective * (self.ranks.world / rows)).backward()
        batch = BatchSums.of(rows, self.ranks.sum(sums), options, beta)
        norm = self.optimiser.gradient_norm()
        if not math.isfinite(batch.loss + batch.reconstruction + sum(batch.kl) + norm):
            raise TrainingError('the training diverged: a lower learning rate may help')
        self.optimiser.step(rate, norm)
        self.saved.forget_fitted()
        self.sums.add(batch, norm)

    def _end_epoch(self, beta, rate):
        self.batches_done = 0
        record = {'epoch': len(self.history) + 1, 'heldOut': self.held_out is not None}
        record |= {**self.sums.record(), 'validation': NO_LOSSES, 'beta': beta, 'learningRate': rate}
        if self.held_out:
            record['validation'] = self.held_out.losses(self.model)
        self.history.append(record)
        settled = beta_is_settled(self.options, record['epoch'] - 1)
        if self.held_out and settled:
            self._consider_best(record)
        else:
            self.saved.forget_best()
        if settled:
            measured = record['validation']['loss'] if self.held_out else self._loss_at_target(record)
            other_rows = self.saved.best['firstEpoch'] == record['epoch']
            self.learning_rate.after_epoch(measured, self.held_out is not None, other_rows)

    def _consider_best(self, record):
        """Losses on different rows are not comparable, so other held-out rows restart the search."""
        best, epoch = self.saved.best, record['epoch']
        if best['epoch'] == 0 or best['fingerprint'] != self.held_out.fingerprint:
            best = {'epoch': epoch, 'firstEpoch': epoch, 'fingerprint': self.held_out.fingerprint}
        else:
            before = self.history[best['epoch'] - 1]
            if not record['validation']['loss'] < before['validation']['loss']:
                return
            best = {**best, 'epoch': epoch}
        self.saved.descriptions['best'] = best
        self.best = {name: array.copy() for name, array in self.model.weights().items()}

    def _loss_at_target(self, record):
        """The training loss with the final beta: losses with different betas are not comparable."""
        losses = record['training']
        if self.options['objective'] == 'iwae':
            return losses['loss']
        return losses['reconstruction'] + self.options['betaTo'] * losses['kl']
