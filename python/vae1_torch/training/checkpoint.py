"""Where a training is, so that it goes on from there after an end that no one chose."""

import io
import json
import os
import zipfile

import numpy

from ..errors import FileError
from ..files.atomic_file import write_atomically
from ..files.model_file import model_bytes, read_model


def write_checkpoint(path, saved, progress):
    """progress: plain data. The file is whole, or the one before."""
    contents = io.BytesIO()
    parts = {'model': model_bytes(saved), 'progress': json.dumps(progress).encode()}
    numpy.savez(contents, **{name: numpy.frombuffer(part, 'u1') for name, part in parts.items()})
    write_atomically(path, contents.getvalue())


def checkpoint_bytes(path):
    """None if there is no checkpoint."""
    if not os.path.exists(path):
        return None
    with open(path, 'rb') as file:
        return file.read()


def read_checkpoint(contents, path):
    """The SavedModel and the progress in the bytes of a checkpoint."""
    try:
        parts = numpy.load(io.BytesIO(contents), allow_pickle=False)
        model, progress = parts['model'].tobytes(), json.loads(parts['progress'].tobytes())
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise FileError(f'{path} is no checkpoint: {error}') from error
    return read_model(model, path), progress
