"""Reads safetensors files of 32-bit floats: https://github.com/huggingface/safetensors."""

import json
import math
import os
import struct
from typing import NamedTuple

import numpy

from ..errors import FileError

LONGEST_HEADER = 100_000_000


class Entry(NamedTuple):
    """Where a tensor's numbers are."""

    shape: tuple
    offset: int  # from the start of the file


def read_header(path):
    """Returns the metadata, texts by name, and the tensors' entries by name, without their numbers."""
    size = os.path.getsize(path)
    with open(path, 'rb') as file:
        if size < 8:
            raise FileError(f'{path} is no safetensors file: it has {size} bytes')
        (length,) = struct.unpack('<Q', file.read(8))
        if length > min(LONGEST_HEADER, size - 8):
            raise FileError(f'{path} is no safetensors file: its header would have {length} bytes')
        text = file.read(length)
    try:
        header = json.loads(text, object_pairs_hook=_without_duplicates)
    except ValueError as error:
        raise FileError(f'{path} has a header that is not valid: {error}') from error
    if not isinstance(header, dict):
        raise FileError(f'{path} has a header that is not an object')
    metadata = header.pop('__metadata__', None) or {}
    start = 8 + length
    return metadata, {
        name: _entry(path, name, entry, start, size) for name, entry in header.items()
    }


def read_safetensors(path):
    """Returns the metadata, texts by name, and the tensors, numpy arrays by name."""
    metadata, entries = read_header(path)
    with open(path, 'rb') as file:
        contents = memoryview(file.read())
    tensors = {}
    for name, (shape, offset) in entries.items():
        numbers = contents[offset : offset + 4 * math.prod(shape)]
        tensors[name] = numpy.frombuffer(numbers, '<f4').reshape(shape).copy()
    return metadata, tensors


def _without_duplicates(pairs):
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError('a name is there twice')
    return values


def _entry(path, name, entry, start, size):
    try:
        dtype, shape, (begin, end) = entry['dtype'], entry['shape'], entry['data_offsets']
        fits = 0 <= begin <= end <= size - start and end - begin == 4 * math.prod(shape)
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(f'{path} has a tensor "{name}" that is not described') from error
    if dtype != 'F32':
        raise FileError(f'{path} has a tensor "{name}" of dtype {dtype}, not F32')
    if not fits:
        raise FileError(f'{path} has a tensor "{name}" whose offsets do not fit its shape')
    return Entry(tuple(shape), start + begin)
