"""The model file, format version 2: docs/model-file.md."""

import math
import struct
import zlib

import numpy

from ..errors import FileError
from .atomic_file import write_atomically
from .fields import Reader, aligned, u32, u64
from .saved_model import SavedModel
from .sections import SECTIONS, SOMETIMES

SIGNATURE = b'\x89VAE1\r\n\x1a'
VERSION = 2
CARRIED = ('REFS', 'ATTA')
_ENTRY = struct.Struct('<QHHI')  # offset, type of the numbers, dimensions, length of the name
_F32 = 0


def is_model_file(contents):
    return contents[: len(SIGNATURE)] == SIGNATURE


def read_model(contents, place):
    """The SavedModel in the bytes of a file. place: the file's name in errors."""
    contents = memoryview(contents)
    if not is_model_file(contents):
        raise FileError(f'{place} is no model file: it does not begin with the signature')
    if len(contents) < 24:
        raise FileError(f'{place} is incomplete')
    (version,) = struct.unpack_from('<I', contents, 8)
    if version != VERSION:
        remedy = '; load() and save() of the package make it one of 2' if version < VERSION else ''
        raise FileError(f'{place} has format version {version}, and this reads {VERSION}{remedy}')
    (checksum,) = struct.unpack_from('<I', contents, len(contents) - 4)
    if zlib.crc32(contents[:-4]) != checksum:
        raise FileError(f'{place} is damaged or incomplete: its checksum does not match')
    try:
        return _model(contents[:-4])
    except FileError as error:
        raise FileError(f'{place} is not valid: {error}') from error


def _model(contents):
    source, found = Reader(contents, 16), {}
    while source.left > 0:
        tag = bytes(source.take(4)).decode('latin-1')
        source.take(4)
        size = u64.read(source)
        found[tag] = Reader(source.contents[: source.at + size], source.at)
        source.take(size)
        source.skip_padding(size)
    descriptions = {}
    for name, (tag, fields) in SECTIONS.items():
        if tag in found:
            descriptions[name] = fields(descriptions.get('options')).read(found[tag])
        elif name not in SOMETIMES:
            raise FileError(f'the section {tag} is missing')
    if 'TENS' not in found:
        raise FileError('the section TENS is missing')
    carried = {tag: bytes(found[tag].take(found[tag].left)) for tag in CARRIED if tag in found}
    return SavedModel(descriptions, _tensors(contents, found['TENS']), carried)


def _tensors(contents, source):
    tensors = {}
    for _ in range(u64.read(source)):
        offset, kind, dimensions, length = _ENTRY.unpack(source.take(_ENTRY.size))
        shape = [u64.read(source) for _ in range(dimensions)]
        name = bytes(source.take(length)).decode('latin-1')
        source.skip_padding(length)
        size = 4 * math.prod(shape)
        if kind != _F32 or dimensions > 2 or offset + size > len(contents):
            raise FileError(f'the tensor "{name}" is none of 32-bit floats in the file')
        numbers = numpy.frombuffer(contents[offset : offset + size], '<f4')
        tensors[name] = numbers.reshape(shape).copy()
    return tensors


def model_bytes(saved):
    """The bytes of a file with this SavedModel."""
    out = bytearray(SIGNATURE)
    u32.write(out, VERSION)
    u32.write(out, 0)
    for name, (tag, fields) in SECTIONS.items():
        if name in saved.descriptions:
            content = bytearray()
            fields(saved.options).write(content, saved.descriptions[name])
            _put_section(out, tag, content)
    for tag in CARRIED:
        if tag in saved.carried:
            _put_section(out, tag, saved.carried[tag])
    _put_section(out, 'TENS', _tensor_bytes(saved.tensors, len(out) + 16))
    u32.write(out, zlib.crc32(out))
    return bytes(out)


def save_model(saved, path):
    """Writes it all, or nothing under this name."""
    write_atomically(path, model_bytes(saved))


def _put_section(out, tag, content):
    out += tag.encode()
    u32.write(out, 0)
    u64.write(out, len(content))
    out += content + bytes(-len(content) % 8)


def _tensor_bytes(tensors, start):
    """start: where the content of the section begins in the file."""
    entries = {
        name: _ENTRY.size + 8 * array.ndim + aligned(len(name)) for name, array in tensors.items()
    }
    offset = start + 8 + sum(entries.values())
    out = bytearray()
    u64.write(out, len(tensors))
    for name, array in tensors.items():
        out += _ENTRY.pack(offset, _F32, array.ndim, len(name))
        for length in array.shape:
            u64.write(out, length)
        out += name.encode() + bytes(-len(name) % 8)
        offset += aligned(4 * array.size)
    for array in tensors.values():
        numbers = numpy.ascontiguousarray(array, '<f4').tobytes()
        out += numbers + bytes(-len(numbers) % 8)
    return out
