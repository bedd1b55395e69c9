"""Reads safetensors files of 32-bit floats: https://github.com/huggingface/safetensors."""

import json
import math
import struct

import numpy

LONGEST_HEADER = 100_000_000


class FileError(ValueError):
    """A file that is not one, is damaged, or has something that the reader does not take."""


def read_safetensors(path):
    """Returns the metadata, texts by name, and the tensors, numpy arrays by name."""
    with open(path, 'rb') as file:
        contents = file.read()
    if len(contents) < 8:
        raise FileError(f'{path} is no safetensors file: it has {len(contents)} bytes')
    (length,) = struct.unpack_from('<Q', contents)
    if length > min(LONGEST_HEADER, len(contents) - 8):
        raise FileError(f'{path} is no safetensors file: its header would have {length} bytes')
    try:
        header = json.loads(contents[8 : 8 + length], object_pairs_hook=_without_duplicates)
    except ValueError as error:
        raise FileError(f'{path} has a header that is not valid: {error}') from error
    if not isinstance(header, dict):
        raise FileError(f'{path} has a header that is not an object')
    metadata = header.pop('__metadata__', None) or {}
    data = memoryview(contents)[8 + length :]
    return metadata, {name: _tensor(path, name, entry, data) for name, entry in header.items()}


def _without_duplicates(pairs):
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError('a name is there twice')
    return values


def _tensor(path, name, entry, data):
    try:
        dtype, shape, (begin, end) = entry['dtype'], entry['shape'], entry['data_offsets']
        fits = 0 <= begin <= end <= len(data) and end - begin == 4 * math.prod(shape)
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(f'{path} has a tensor "{name}" that is not described') from error
    if dtype != 'F32':
        raise FileError(f'{path} has a tensor "{name}" of dtype {dtype}, not F32')
    if not fits:
        raise FileError(f'{path} has a tensor "{name}" whose offsets do not fit its shape')
    return numpy.frombuffer(data[begin:end], '<f4').reshape(shape).copy()
