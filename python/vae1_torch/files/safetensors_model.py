"""The model in a file of export({ format: 'safetensors' }): docs/guide/exporting.md."""

import json
import struct

import numpy

from ..errors import FileError
from .fields import Reader
from .layout import to_file
from .safetensors_file import read_safetensors
from .saved_model import BEST, FIRST_MOMENT, SECOND_MOMENT, SavedModel
from .sections import SECTIONS, SOMETIMES

VERSION = '1'
REFERENCES = 'referenceRows'


def read_exported(path):
    """The SavedModel. Its optimiser starts anew: the file has no moments."""
    metadata, tensors = read_safetensors(path)
    if metadata.get('vae1') != VERSION:
        raise FileError(f'{path} is no model of VAE1 in a version that this reads ({VERSION})')
    try:
        descriptions = _descriptions(metadata)
        carried = _carried(metadata, tensors.pop(REFERENCES, None))
    except (FileError, ValueError, TypeError, KeyError) as error:
        raise FileError(f'{path} has metadata that are not valid: {error}') from error
    weights = {name: to_file(tensors[name]) for name in _in_order(tensors)}
    zeros = {name: numpy.zeros_like(array) for name, array in weights.items()}
    parts = {FIRST_MOMENT: zeros, SECOND_MOMENT: zeros}
    if descriptions['best']['epoch']:
        parts[BEST] = weights
    all_tensors = dict(weights)
    for prefix, part in parts.items():
        all_tensors |= {prefix + name: array for name, array in part.items()}
    return SavedModel(descriptions, all_tensors, carried)


def _descriptions(metadata):
    descriptions = {}
    for name, (_, fields) in SECTIONS.items():
        text = metadata.get(f'vae1.{name}')
        if text is None and name in SOMETIMES:
            continue
        if text is None:
            raise FileError(f'"vae1.{name}" is missing')
        contents = bytearray()
        form = fields(descriptions.get('options'))
        form.write(contents, json.loads(text))
        descriptions[name] = form.read(Reader(contents))
    return descriptions


def _carried(metadata, references):
    carried = {}
    if 'vae1.references' in metadata:
        most = json.loads(metadata['vae1.references'])['most']
        rows = b'' if references is None else references.tobytes()
        carried['REFS'] = struct.pack('<iiQ', most, 0, len(rows) // 4) + rows
    if 'vae1.table' in metadata:
        carried['ATTA'] = metadata['vae1.table'].encode()
    return carried


def _in_order(tensors):
    """The names as the model file has them: encoder, decoder, its skip connection, likelihood."""

    def place(name):
        part, *layers = name.split('.')
        if part == 'likelihood':
            return (2,)
        # A layer of a residual block has two numbers.
        numbers = [int(layer) if layer.isdecimal() else len(tensors) for layer in layers[:-1]]
        return (part == 'decoder', numbers, layers[-1:] != ['weight'])

    return sorted(tensors, key=place)
