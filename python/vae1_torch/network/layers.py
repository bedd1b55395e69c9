"""The layers of encoder and decoder: src/layers, and LAYR in docs/model-file.md."""

import torch
import torch.nn.functional as F
from torch import nn

from ..errors import FileError

# By their numbers in the model file.
ACTIVATIONS = (torch.relu, torch.tanh, torch.sigmoid, F.softplus, F.gelu)
IDENTITY = -1


class Dense(nn.Linear):
    """y = f(W x + b)."""

    def __init__(self, inputs, outputs, activation=IDENTITY):
        super().__init__(inputs, outputs)
        self.activation = None if activation == IDENTITY else ACTIVATIONS[activation]

    def forward(self, x):
        y = F.linear(x, self.seen_weight(), self.bias)
        return self.activation(y) if self.activation else y

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
        """shapes: inputs x outputs of each layer's weights, by its name. Other ones are refused."""
        super().__init__()
        width = inputs
        for k, specification in enumerate(layers):
            layer = _layer(width, specification, shapes.get(str(k)))
            width = layer.out_features
            self.add_module(str(k), layer)
        self.depth = len(layers)
        self.skip = _layer(inputs, skip[0], shapes.get('skip')) if skip else None

    def forward(self, x):
        y = x
        for k in range(self.depth):
            y = self.get_submodule(str(k))(y)
        return y if self.skip is None else y + self.skip(x)


def _layer(inputs, specification, shape):
    """Before it takes memory, the layer's size is that of the tensor that is there."""
    kind, settings = specification['kind'], specification['settings']
    if kind not in ('dense', 'masked'):
        raise FileError(f'a layer of the kind "{kind}" is not known')
    groups = list(zip(settings[1::2], settings[2::2]))
    outputs = sum(size for size, _ in groups) if kind == 'masked' else settings[0] if settings else 0
    activations = settings[:1] if kind == 'masked' else settings[1:]
    is_valid = all(IDENTITY <= number < len(ACTIVATIONS) for number in activations)
    if not is_valid or shape != (inputs, outputs) or any(size < 1 for size, _ in groups):
        raise FileError(f'a layer of the kind "{kind}" cannot have its settings, or has another tensor')
    return Masked(inputs, groups, *activations) if kind == 'masked' else Dense(inputs, *settings)
