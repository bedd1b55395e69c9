"""Beta and the learning rate, epoch by epoch: src/schedules, which names the papers."""

import math


def beta_at(options, done):
    """Beta for the epoch after `done` epochs of the model."""
    length, to, begin = options['betaEpochs'], options['betaTo'], options['betaFrom']
    if options['betaSchedule'] == 'none' or done >= length:
        return to
    risen = done / length
    if options['betaSchedule'] == 'cyclic':
        within = done % _period(options) * options['betaCycles'] / length
        risen = min(within / options['betaRatio'], 1.0)
    return begin + (to - begin) * risen


def beta_is_settled(options, done):
    """Whether beta has reached its target for good.

    Before, held-out losses say nothing about when to stop.
    """
    length = options['betaEpochs']
    last = (
        options['betaSchedule'] != 'cyclic'
        or options['betaFrom'] == options['betaTo']
        or done >= length
        or done // _period(options) == (length - 1) // _period(options)
    )
    return last and beta_at(options, done) == options['betaTo']


def _period(options):
    """The epochs of a cycle."""
    return -(-options['betaEpochs'] // options['betaCycles'])


# ReduceLROnPlateau's eps: smaller changes are skipped.
SMALLEST_CHANGE = 1e-8


class LearningRate:
    """state: that of a plateau schedule, in the section STAT, which this keeps up to date."""

    def __init__(self, options, state):
        self.options, self.state = options, state

    def at(self, done):
        """The rate for the epoch after `done` epochs of the model."""
        options, initial = self.options, self.options['learningRateInitial']
        if options['learningRateSchedule'] == 'none':
            return initial
        if options['learningRateSchedule'] == 'plateau':
            return self.state['learningRate']
        warmup, length = options['learningRateWarmup'], options['learningRateEpochs']
        final = options['learningRateFinal']
        if done < warmup:
            return initial * (done + 1) / warmup
        if done >= length:
            return final
        turn = (done - warmup) / (length - warmup)
        return final + (initial - final) * (1 + math.cos(math.pi * turn)) / 2

    def after_epoch(self, loss, held_out, other_rows):
        """Reports the loss of an epoch, of training or held-out rows. Other rows restart the count."""
        options, state = self.options, self.state
        if options['learningRateSchedule'] != 'plateau':
            return
        if other_rows or held_out != state['learningRateHeldOut']:
            state.update(
                learningRateBest=math.inf, learningRateBadEpochs=0, learningRateHeldOut=held_out
            )
        best = state['learningRateBest']
        if math.isinf(best) or loss < best - options['learningRateThreshold'] * abs(best):
            state.update(learningRateBest=loss, learningRateBadEpochs=0)
            return
        state['learningRateBadEpochs'] += 1
        if state['learningRateBadEpochs'] <= options['learningRatePatience']:
            return
        state['learningRateBadEpochs'] = 0
        rate = state['learningRate']
        reduced = max(rate * options['learningRateFactor'], options['learningRateMinimum'])
        if rate - reduced > SMALLEST_CHANGE:
            state['learningRate'] = reduced
