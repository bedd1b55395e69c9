"""The sections of format version 2 but those of tensors, bytes and rows: docs/model-file.md.

Their names are those of an exported file: bindings/js/exchange/file/sections.ts.
"""

from ..errors import FileError
from .fields import Bits64, Choice, Flag, Flags, List, Record, Times, f64, i32, i64, u8, u32, u64

MOST_SCORES = 10_000
LIKELIHOODS = ('auto', 'bernoulli', 'gaussian', 'mixed', 'discretizedLogistic')
PRIORS = ('standard', 'mixture', 'auto')

OPTIONS = Record(
    {
        'activation': Choice('relu', 'tanh', 'sigmoid', 'softplus', 'gelu'),
        'likelihood': Choice(*LIKELIHOODS),
        'likelihoodInUse': Choice(*LIKELIHOODS),
        'deterministic': Flag(u8),
        'features': u32,
        'latentDim': i32,
        'batchSize': i32,
        'epochs': i32,
        '#hiddenDims': u32,
        'seed': u64,
        'objective': Choice('elbo', 'iwae'),
        'betaSchedule': Choice('none', 'linear', 'cyclic'),
        'learningRateSchedule': Choice('none', 'cosine', 'plateau'),
        'missing': Flag(u8),
        'importanceSamples': i32,
        'betaEpochs': i32,
        'betaCycles': i32,
        'betaTo': f64,
        'betaFrom': f64,
        'betaRatio': f64,
        'learningRateEpochs': i32,
        'learningRateWarmup': i32,
        'learningRatePatience': i32,
        'prior': Choice(*PRIORS),
        'priorInUse': Choice(*PRIORS),
        'decoder': Choice('independent', 'autoregressive'),
        '_': u8,
        'learningRateInitial': f64,
        'learningRateFinal': f64,
        'learningRateFactor': f64,
        'learningRateThreshold': f64,
        'learningRateMinimum': f64,
        'freeBits': f64,
        'weightDecay': f64,
        'maxGradientNorm': f64,
        'hiddenDims': List(i32),
    }
)


IMAGE = Record({'width': i32, 'height': i32, 'channels': i32, 'channelsFirst': Flag(u32)})


def _levels(column):
    if column['kind'] != 'ordinal':
        return Record({})
    levels = column['levels']
    return Record({'shares': Times(levels, f64), 'ranges': Times(levels, Flag(u8))})


COLUMN = Record(
    {
        'kind': Choice('real', 'binary', 'categorical', 'ordinal', 'offset'),
        'coding': Choice('linear', 'mixture'),
        'flags': Flags('optional', 'condition', 'scored'),
        '#components': u8,
        'levels': i32,
        'smallestVariance': f64,
        'components': List(Record({'weight': f64, 'mean': f64, 'deviation': f64})),
    },
    _levels,
)

COPULA = Record(
    {'mean': List(f64)},
    lambda values: Record({'covariance': Times(len(values['mean']) ** 2, f64)}),
)

STATE = Record(
    {
        'rows': u64,
        'epochsBegun': u64,
        'generated': u64,
        'optimiserSteps': u64,
        'learningRate': f64,
        'learningRateBest': f64,
        'learningRateBadEpochs': u32,
        'learningRateHeldOut': Flag(u32),
    }
)


class Layer:
    """Its lengths come before its settings and the name of its kind."""

    def read(self, source):
        length = u32.read(source)
        settings = Times(u32.read(source), i64).read(source)
        try:
            kind = bytes(source.take(length)).decode('ascii')
        except UnicodeDecodeError as error:
            raise FileError('a kind of layer is no text') from error
        source.skip_padding(length)
        return {'kind': kind, 'settings': settings}

    def write(self, out, value):
        kind = value['kind'].encode()
        u32.write(out, len(kind))
        u32.write(out, len(value['settings']))
        Times(len(value['settings']), i64).write(out, value['settings'])
        out += kind + bytes(-len(kind) % 8)


_LOSSES = Record({'loss': f64, 'reconstruction': f64, 'kl': f64})


def _epoch(latent_dim):
    return Record(
        {
            'epoch': u64,
            'heldOut': Flag(u64),
            'training': _LOSSES,
            'validation': _LOSSES,  # 0 if no rows were held out
            'beta': f64,
            'learningRate': f64,
            'gradientNorm': f64,
            'klPerDimension': Times(latent_dim, f64),
        }
    )


def _component(latent_dim):
    triangle = latent_dim * (latent_dim + 1) // 2
    return Record({'weight': f64, 'mean': Times(latent_dim, f64), 'factor': Times(triangle, f64)})


_THRESHOLD = Record(
    {
        'method': Choice('elbo', 'reconstruction', 'likelihood', 'neighbours', number=u64),
        'samples': u64,
        'seed': u64,
        'rows': u64,
        'value': f64,
    },
    lambda values: Record({'scores': Times(min(values['rows'], MOST_SCORES), f64)}),
)
_SCALED = Record({'offset': f64, 'scale': f64, 'constant': Flag(u64)})
_LAYERS = List(Layer())

# Tag and fields of each, in the order of the file. The sizes of some depend on the options.
SECTIONS = {
    'options': ('CONF', lambda _: OPTIONS),
    'image': ('IMAG', lambda _: IMAGE),
    'columns': ('COLS', lambda options: Times(options['features'], COLUMN)),
    'copula': ('COPU', lambda _: COPULA),
    'scaling': (
        'SCAL',
        lambda options: Record({'rows': u64, 'columns': Times(options['features'], _SCALED)}),
    ),
    'state': ('STAT', lambda _: STATE),
    'layers': ('LAYR', lambda _: Record({'encoder': _LAYERS, 'decoder': _LAYERS})),
    'skip': ('SKIP', lambda _: _LAYERS),
    'history': ('HIST', lambda options: List(_epoch(options['latentDim']))),
    'best': ('BEST', lambda _: Record({'epoch': u64, 'firstEpoch': u64, 'fingerprint': Bits64()})),
    'threshold': ('ANOM', lambda _: _THRESHOLD),
    'mixture': ('MIXT', lambda options: List(_component(options['latentDim']))),
}
SOMETIMES = {'image', 'columns', 'copula', 'skip', 'threshold', 'mixture'}
