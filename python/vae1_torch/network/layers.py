"""The layers of encoder and decoder: src/layers, and LAYR in docs/model-file.md."""

import torch
import torch.nn.functional as F
from torch import nn

from ..errors import FileError
from .activations import IDENTITY, activation_of
from .convolution_shape import ConvolutionShape
from .image_layers import Convolution, GroupNorm, Residual, TransposedConvolution, Transposition


class Dense(nn.Linear):
    """y = f(W x + b)."""

    def __init__(self, inputs, outputs, activation=IDENTITY):
        super().__init__(inputs, outputs)
        self.activation = activation_of(activation)

    def forward(self, x):
        return self.activation(F.linear(x, self.seen_weight(), self.bias))

    def seen_weight(self):
        return self.weight


class Masked(Dense):
    """Outputs in groups, each of which sees only the first inputs."""

    def __init__(self, inputs, groups, activation):
        """groups: pairs of a number of outputs and of the inputs that they see."""
        super().__init__(inputs, sum(outputs for outputs, _ in groups), activation)
        seen = torch.cat([torch.full((outputs,), limit) for outputs, limit in groups])
        self.register_buffer('mask', (torch.arange(inputs) < seen[:, None]).float(), persistent=False)

    def seen_weight(self):
        return self.weight * self.mask


class LayerStack(nn.Module):
    """Layers first to last, named 0, 1, ...; skip: one that reads the stack's input, added at the end."""

    def __init__(self, inputs, layers, skip, shapes):
        """shapes: those of the layers' tensors in the file, by their names. Other ones are refused."""
        super().__init__()
        width = inputs
        for k, specification in enumerate(layers):
            layer = _layer(width, specification, _within(shapes, k))
            width = layer.out_features
            self.add_module(str(k), layer)
        self.depth = len(layers)
        self.skip = _layer(inputs, skip[0], _within(shapes, 'skip')) if skip else None

    def forward(self, x):
        y = x
        for k in range(self.depth):
            y = self.get_submodule(str(k))(y)
        return y if self.skip is None else y + self.skip(x)


def _within(shapes, layer):
    """The shapes of a layer's tensors, by their names within it."""
    start = f'{layer}.'
    return {name[len(start) :]: shape for name, shape in shapes.items() if name.startswith(start)}


def _layer(inputs, specification, shapes):
    kind, settings = specification['kind'], specification['settings']
    if kind not in _KINDS:
        raise FileError(f'a layer of the kind "{kind}" is not known')
    try:
        layer = _KINDS[kind](inputs, shapes, *settings)
    except (TypeError, FileError):  # of another number of settings
        layer = None
    if layer is None:
        raise FileError(f'a layer of the kind "{kind}" cannot have its settings, or has another tensor')
    return layer


# What makes a layer of its settings; None if it cannot have them. Before a layer takes memory, its size is
# that of the tensor that is there.


def _dense(inputs, shapes, outputs, activation=IDENTITY):
    if shapes.get('weight') == (inputs, outputs):
        return Dense(inputs, outputs, activation)


def _masked(inputs, shapes, activation, *pairs):
    groups = list(zip(pairs[::2], pairs[1::2]))
    outputs = sum(size for size, _ in groups)
    if shapes.get('weight') == (inputs, outputs) and all(size >= 1 for size, _ in groups):
        return Masked(inputs, groups, activation)


def _convolution(inputs, shapes, *settings):
    shape = ConvolutionShape(*settings[:-1])
    if shape.is_valid() and inputs == shape.image_size and shapes.get('weight') == shape.weight_shape:
        return Convolution(shape, settings[-1])


def _transposed_convolution(inputs, shapes, *settings):
    shape = ConvolutionShape(*settings[:-1])
    if shape.is_valid() and inputs == shape.maps_size and shapes.get('weight') == shape.weight_shape:
        return TransposedConvolution(shape, settings[-1])


def _group_norm(inputs, shapes, positions, channels, groups, activation):
    fits = min(positions, channels, groups) >= 1 and inputs == positions * channels
    if fits and channels % groups == 0 and shapes.get('weight') == (channels,):
        return GroupNorm(positions, channels, groups, activation)


def _transposition(inputs, _, rows, columns, block):
    if min(rows, columns, block) >= 1 and inputs == rows * columns * block:
        return Transposition(rows, columns, block)


def _residual(inputs, shapes, height, width, channels, groups, activation):
    shape = ConvolutionShape(height, width, channels, channels, 3, 3, 1, 1, 1, 1, 1)
    fits = shape.is_valid() and inputs == shape.image_size
    weights_do = all(shapes.get(f'{k}.weight') == shape.weight_shape for k in (1, 3))
    if fits and weights_do and groups >= 1 and channels % groups == 0:
        return Residual(shape, groups, activation)


_KINDS = {
    'dense': _dense,
    'masked': _masked,
    'convolution': _convolution,
    'transposedConvolution': _transposed_convolution,
    'groupNorm': _group_norm,
    'transposition': _transposition,
    'residual': _residual,
}
