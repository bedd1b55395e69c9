"""Tensors as the model file has them, and as PyTorch does: docs/guide/exporting.md."""

import numpy


def to_file(array):
    """Outputs x inputs become inputs x outputs, and maps x channels x height x width of a kernel
    (height, width, channels) x maps."""
    if array.ndim != 4:
        return numpy.ascontiguousarray(array.T)
    maps, channels, height, width = array.shape
    rows = height * width * channels
    return numpy.ascontiguousarray(array.transpose(2, 3, 1, 0).reshape(rows, maps))


def to_torch(array, shape):
    """The inverse. shape: of the result."""
    if len(shape) != 4:
        return numpy.ascontiguousarray(array.T)
    maps, channels, height, width = shape
    kernel = array.reshape(height, width, channels, maps)
    return numpy.ascontiguousarray(kernel.transpose(3, 2, 0, 1))
