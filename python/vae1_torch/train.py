"""Trains a model of the package: python -m vae1_torch.train --help."""

import argparse
import glob
import os
import sys
import time
import zlib

from .errors import FileError, TrainingError
from .files.coded_rows import CodedRows
from .files.model_file import model_bytes, save_model
from .training.checkpoint import checkpoint_bytes, read_checkpoint, write_checkpoint
from .training.held_out import HeldOut
from .training.ranks import Ranks
from .training.row_order import row_order
from .training.training import EarlyStopping, Training
from .vae import load_saved

SECONDS_BETWEEN_LINES = 10
GOES_ON = 'the same command goes on from the last checkpoint'


def main(arguments=None):
    options = parse(arguments)
    try:
        with Ranks(options.timeout) as ranks:
            train(options, ranks)
    except (FileError, TrainingError, OSError) as error:
        sys.exit(f'vae1_torch.train: {error}')
    except RuntimeError as error:
        # PyTorch's engine has no class of its own for this.
        if 'RANK' not in os.environ:
            raise
        sys.exit(f'vae1_torch.train: the processes have lost each other ({error}); {GOES_ON}')
    except KeyboardInterrupt:
        print(f'vae1_torch.train: stopped; {GOES_ON}', file=sys.stderr)
        sys.exit(130)


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog='python -m vae1_torch.train',
        description='Trains a model of VAE1 on coded rows, in one process or in those that RANK, '
        'WORLD_SIZE, MASTER_ADDR and MASTER_PORT say. The package goes on from what it writes.',
    )
    add = parser.add_argument
    add('--data', nargs='+', required=True, metavar='FILE', help='files of `npx vae1 code`, or patterns')
    add('--model', required=True, metavar='FILE', help='the model to go on from')
    add('--out', required=True, metavar='FILE', help='where the trained model goes')
    add('--held-out', nargs='+', default=[], metavar='FILE', help='coded rows to measure epochs by')
    add('--epochs', type=_positive, help="epochs to train (the model's)")
    add('--batch-size', type=_positive, help="rows of a batch, over all processes (the model's)")
    add('--learning-rate', type=float, help="Adam's step size (the model's)")
    add('--patience', type=_positive, help='stop after so many epochs without a better held-out loss')
    add('--min-delta', type=float, default=0, help='least improvement that counts, in nats (0)')
    add('--shuffle-rows', type=_positive, default=2**18, help='rows that are shuffled together (262144)')
    add('--checkpoint', metavar='FILE', help='where the training is (OUT.checkpoint)')
    add('--checkpoint-batches', type=_positive, default=1000, help='batches between checkpoints (1000)')
    add('--timeout', type=_positive, default=600, help='seconds to wait for another process (600)')
    options = parser.parse_args(arguments)
    if options.patience and not options.held_out:
        parser.error('--patience needs --held-out')
    if options.learning_rate is not None and not 0 < options.learning_rate < float('inf'):
        parser.error('--learning-rate must be a number above 0')
    options.checkpoint = options.checkpoint or f'{options.out}.checkpoint'
    return options


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f'{text} is not a whole number of at least 1')
    return number


def train(options, ranks):
    saved = load_saved(options.model)
    job = job_of(options, saved)
    override(saved, options)
    rows, held_out = (CodedRows(paths, saved) for paths in (job['data'], job['heldOut']))
    progress = {'job': job, 'epochs': 0, 'batches': 0}
    found = ranks.share(checkpoint_bytes(options.checkpoint) if ranks.is_first else None)
    if found is not None:
        saved, progress = read_checkpoint(found, options.checkpoint)
        if progress['job'] != job:
            raise TrainingError(
                f'{options.checkpoint} is of another training: delete it, or give --checkpoint'
            )
    training = Training(
        saved,
        row_order(rows, saved.options['seed'], ranks.rank, ranks.world, options.shuffle_rows),
        HeldOut(held_out, ranks) if len(held_out) else None,
        ranks,
        EarlyStopping(options.patience, options.min_delta) if options.patience else None,
    )
    if progress['batches']:
        training.resume(progress['batches'], progress['sums'])
    run(training, options, progress)


def run(training, options, progress):
    """Trains the epochs that are left, and writes checkpoints and at last the model."""
    first = training.ranks.is_first
    epochs = training.options['epochs'] if options.epochs is None else options.epochs
    log = Log(training, epochs) if first else None

    def checkpoint(done):
        if first:
            place = {'epochs': done, 'batches': training.batches_done, 'sums': training.sums.values}
            write_checkpoint(options.checkpoint, training.to_saved(), {**progress, **place})

    for done in range(progress['epochs'], epochs):
        if done > 0 and training.batches_done == 0 and training.stops:
            break
        for _ in training.epoch():
            if log:
                log.batch(done)
            if training.batches_done % options.checkpoint_batches == 0:
                checkpoint(done)
        if log:
            log.epoch(done)
        checkpoint(done + 1)
    if first:
        save_model(training.to_saved(), options.out)
        if os.path.exists(options.checkpoint):
            os.unlink(options.checkpoint)


def job_of(options, saved):
    """What the training is of: a checkpoint of another one is refused."""
    names = ('epochs', 'batch_size', 'learning_rate', 'patience', 'min_delta', 'shuffle_rows')
    return {
        'model': zlib.crc32(model_bytes(saved)),
        'data': files_of(options.data),
        'heldOut': files_of(options.held_out),
        **{name: getattr(options, name) for name in names},
    }


def files_of(patterns):
    """The files, in the order of their names."""
    found = set()
    for pattern in patterns:
        paths = glob.glob(pattern) or ([pattern] if os.path.exists(pattern) else [])
        if not paths:
            raise FileError(f'there is no file {pattern}')
        found.update(paths)
    return sorted(found)


def override(saved, options):
    """The model keeps what it is trained with, and the package goes on with it."""
    if options.batch_size is not None:
        saved.options['batchSize'] = options.batch_size
    if options.learning_rate is not None:
        saved.options['learningRateInitial'] = options.learning_rate
        saved.state['learningRate'] = options.learning_rate


class Log:
    """Lines on standard error, of the first process alone."""

    def __init__(self, training, epochs):
        self.training, self.epochs = training, epochs
        self.begun = self.last = time.monotonic()
        self.rows = training.sums.rows if training.sums else 0

    def batch(self, done):
        """Every few seconds, how far the epoch is."""
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


if __name__ == '__main__':
    main()
