"""When a training stops early: Prechelt (1998), "Early Stopping - But When?"."""

from typing import NamedTuple


class EarlyStopping(NamedTuple):
    patience: int  # epochs without a better held-out loss
    min_delta: float = 0.0  # least improvement that counts, in nats per row

    def reached(self, epochs):
        """Whether the last `patience` of these epochs brought no improvement.

        epochs: those of the history with the same held-out rows, so that a training that goes on stops
        where one without a break would.
        """
        best, waited = float('inf'), 0
        for record in epochs:
            loss = record['validation']['loss']
            waited = 0 if loss < best - self.min_delta else waited + 1
            best = loss if waited == 0 else best
        return waited >= self.patience
