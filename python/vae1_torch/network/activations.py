"""The activations after layers, by their numbers in the model file."""

import torch
import torch.nn.functional as F

from ..errors import FileError

_ACTIVATIONS = (torch.relu, torch.tanh, torch.sigmoid, F.softplus, F.gelu)
IDENTITY = -1


def activation_of(number):
    """The function. Raises FileError for a number that is none's."""
    if number == IDENTITY:
        return lambda x: x
    if not 0 <= number < len(_ACTIVATIONS):
        raise FileError(f'there is no activation {number}')
    return _ACTIVATIONS[number]
