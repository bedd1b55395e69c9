"""Trains a model of the package: python -m vae1_torch.train --help."""

import glob
import os
import sys
import zlib

from .arguments import parse
from .errors import FileError, TrainingError
from .files.coded_rows import CodedRows
from .files.model_file import model_bytes, save_model
from .training.checkpoint import checkpoint_bytes, read_checkpoint, write_checkpoint
from .training.early_stopping import EarlyStopping
from .training.held_out import HeldOut
from .training.progress_log import ProgressLog
from .training.ranks import Ranks
from .training.row_order import row_order
from .training.training import Training
from .vae import load_saved

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


def train(options, ranks):
    folder = os.path.dirname(os.path.abspath(options.out))
    if not os.path.isdir(folder):
        raise FileError(f'there is no folder {folder}')
    saved = load_saved(options.model)
    override(saved, options)
    rows, held_out = (CodedRows(files_of(of), saved) for of in (options.data, options.held_out))
    job = job_of(options, saved, rows, held_out)
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
    log = ProgressLog(training, epochs) if first else None

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


def job_of(options, saved, rows, held_out):
    """What the training is of: a checkpoint of another one is refused."""
    return {
        'model': zlib.crc32(model_bytes(saved)),
        'rows': [rows.paths, rows.counts],
        'heldOut': [held_out.paths, held_out.counts],
        **{name: getattr(options, name) for name in ('epochs', 'patience', 'min_delta', 'shuffle_rows')},
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


if __name__ == '__main__':
    main()
