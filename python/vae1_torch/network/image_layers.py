"""The layers of images: src/layers, and LAYR in docs/model-file.md.

x: ... x size, a row for each image, channels last.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .activations import IDENTITY, activation_of


class Convolution(nn.Conv2d):
    """From images to maps."""

    def __init__(self, shape, activation):
        super().__init__(shape.channels, shape.maps, shape.kernel, shape.stride)
        self.shape, self.activation = shape, activation_of(activation)
        self.out_features = shape.maps_size

    def forward(self, x):
        # 'same' may need a zero more after the image than before it.
        images = F.pad(_to_maps(x, *self.shape.image), self.shape.zeros)
        return self.activation(_to_rows(super().forward(images), x, self.out_features))


class TransposedConvolution(nn.ConvTranspose2d):
    """From maps to images: the adjoint of the Convolution of this shape."""

    def __init__(self, shape, activation):
        super().__init__(shape.maps, shape.channels, shape.kernel, shape.stride)
        self.shape, self.activation = shape, activation_of(activation)
        self.out_features = shape.image_size

    def forward(self, x):
        maps = _to_maps(x, *self.shape.map_sides, self.shape.maps)
        padded = F.conv_transpose2d(maps, self.weight, stride=self.stride)
        left, right, top, bottom = self.shape.zeros
        # Cuts the zeros off. What lies under no kernel is 0.
        below = self.shape.height + top - padded.shape[-2]
        beside = self.shape.width + left - padded.shape[-1]
        images = F.pad(padded, (-left, beside, -top, below)) + self.bias[:, None, None]
        return self.activation(_to_rows(images, x, self.out_features))


class GroupNorm(nn.GroupNorm):
    def __init__(self, positions, channels, groups, activation):
        super().__init__(groups, channels, eps=1e-5)
        self.positions, self.activation = positions, activation_of(activation)
        self.out_features = positions * channels

    def forward(self, x):
        maps = _to_maps(x, self.positions, 1, self.num_channels)
        # Not that of torch.nn, which refuses a group of one number.
        y = torch.group_norm(maps, self.num_groups, self.weight, self.bias, self.eps)
        return self.activation(_to_rows(y, x, self.out_features))


class Transposition(nn.Module):
    """Of rows x columns cells, each of `block` numbers side by side."""

    def __init__(self, rows, columns, block):
        super().__init__()
        self.cells = (rows, columns, block)
        self.out_features = rows * columns * block

    def forward(self, x):
        lead = x.shape[:-1]
        return x.reshape(*lead, *self.cells).transpose(-3, -2).reshape(*lead, self.out_features)


class Residual(nn.Sequential):
    """x + what the block makes of it."""

    def __init__(self, shape, groups, activation):
        """shape: of its convolutions."""
        positions = shape.height * shape.width
        super().__init__(
            GroupNorm(positions, shape.channels, groups, activation),
            Convolution(shape, IDENTITY),
            GroupNorm(positions, shape.channels, groups, activation),
            Convolution(shape, IDENTITY),
        )
        self.out_features = shape.image_size

    def forward(self, x):
        return x + super().forward(x)


def _to_maps(x, height, width, channels):
    """As the operators of PyTorch take them: n x channels x height x width."""
    return x.reshape(-1, height, width, channels).permute(0, 3, 1, 2)


def _to_rows(maps, x, size):
    """The inverse, to as many rows as x has."""
    return maps.permute(0, 2, 3, 1).reshape(*x.shape[:-1], size)
