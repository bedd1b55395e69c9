"""Rows as the network receives them, in the files of `npx vae1 code`: docs/guide/exporting.md."""

import bisect
import itertools
import os

import numpy

from ..errors import FileError
from .safetensors_file import read_header

VERSION = '1'


class CodedRows:
    """The rows of files, one after another. Opening reads headers; read() reads the rows asked for."""

    def __init__(self, paths, saved):
        """saved: the SavedModel that the rows must have been coded for."""
        self.features = saved.options['features']
        self.takes_gaps = bool(saved.columns) or saved.options['missing']
        self.paths, self.counts, self._offsets = list(paths), [], []
        for path in self.paths:
            metadata, entries = read_header(path)
            if metadata.get('vae1.coded') != VERSION or set(entries) != {'rows'}:
                raise FileError(f'{path} has no coded rows: `npx vae1 code` writes such files')
            if metadata.get('vae1.coding') != saved.coding():
                raise FileError(f'{path} was coded for another model: code the rows for this one')
            shape, offset = entries['rows']
            if len(shape) != 2 or shape[0] < 1 or shape[1] != self.features:
                raise FileError(f'{path} has rows of the shape {shape}, not of {self.features} columns')
            self._offsets.append(offset)
            self.counts.append(shape[0])
        self._ends = list(itertools.accumulate(self.counts))

    def __len__(self):
        return self._ends[-1] if self._ends else 0

    def read(self, first, count):
        """Rows first ... first + count - 1, count x D. Raises FileError for a value that no model takes."""
        rows = numpy.empty((count, self.features), numpy.float32)
        done = 0
        while done < count:
            k = bisect.bisect_right(self._ends, first + done)
            within = first + done - (self._ends[k - 1] if k else 0)
            n = min(count - done, self._ends[k] - first - done)
            rows[done : done + n] = self._read_file(k, within, n)
            done += n
        return rows

    def _read_file(self, k, first, count):
        path, row_bytes = self.paths[k], 4 * self.features
        descriptor = os.open(path, os.O_RDONLY)
        try:
            contents = os.pread(descriptor, count * row_bytes, self._offsets[k] + first * row_bytes)
        finally:
            os.close(descriptor)
        if len(contents) != count * row_bytes:
            raise FileError(f'{path} has become shorter while it was read')
        rows = numpy.frombuffer(contents, '<f4').reshape(count, self.features)
        refused = numpy.isinf(rows) if self.takes_gaps else ~numpy.isfinite(rows)
        if refused.any():
            row, column = (int(place[0]) for place in refused.nonzero())
            value = rows[row, column]
            raise FileError(f'{path} has {value} in column {column} of row {first + row}')
        return rows
