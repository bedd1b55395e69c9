"""How far a training is, in lines on standard error."""

import sys
import time

SECONDS_BETWEEN_LINES = 10


class ProgressLog:
    """The first process has one."""

    def __init__(self, training, epochs):
        """epochs: how many this training has."""
        self.training, self.epochs = training, epochs
        self.begun = self.last = time.monotonic()
        self.rows = training.sums.rows if training.sums else 0

    def batch(self, done):
        """Every few seconds, how far the epoch is. done: the epochs before it."""
        now = time.monotonic()
        if now - self.last < SECONDS_BETWEEN_LINES:
            return
        self.last, sums = now, self.training.sums
        share = 100 * sums.rows // len(self.training.order)
        self._line(done, f'{share} %, loss {sums.mean("loss"):.6g}')

    def epoch(self, done):
        now, record = time.monotonic(), self.training.history[-1]
        losses = f'loss {record["training"]["loss"]:.6g}'
        if record['heldOut']:
            losses += f', held-out loss {record["validation"]["loss"]:.6g}'
        speed = (self.training.sums.rows - self.rows) / (now - self.begun)
        self._line(done, f'{losses}, {speed:,.0f} rows/s, processes: {self.training.ranks.world}')
        self.rows, self.begun, self.last = 0, now, now

    def _line(self, done, text):
        number = len(self.training.history) + (1 if self.training.batches_done else 0)
        print(f'epoch {number} ({done + 1} of {self.epochs}): {text}', file=sys.stderr, flush=True)
