"""The options of the command."""

import argparse


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
