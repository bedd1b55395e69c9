"""A model as plain data, between the modules and any format: src/saved_model.hpp."""

import copy
import zlib
from dataclasses import dataclass, field

from ..errors import FileError
from .sections import SECTIONS

# Before the names of the weights that training continues from.
FIRST_MOMENT, SECOND_MOMENT, BEST = 'optimiser.firstMoment.', 'optimiser.secondMoment.', 'best.'


@dataclass
class SavedModel:
    # By the names of SECTIONS.
    descriptions: dict
    # By name, in the order and the shapes of the model file: weights are inputs x outputs.
    tensors: dict
    # The contents of the sections that no one here interprets, by tag: REFS and ATTA.
    carried: dict = field(default_factory=dict)

    def __getattr__(self, name):
        """A description, by its name."""
        if name in SECTIONS and 'descriptions' in self.__dict__:
            return self.descriptions.get(name)
        raise AttributeError(name)

    def part(self, prefix=''):
        """The tensors with this prefix, by the names without it."""
        return {name: self.tensors[prefix + name] for name in self.names()}

    def names(self):
        """Those of the weights."""
        prefixes = (FIRST_MOMENT, SECOND_MOMENT, BEST)
        return [name for name in self.tensors if not name.startswith(prefixes)]

    def check_parts(self):
        """Raises FileError unless moments and best weights have the names and shapes of the weights."""
        prefixes = ['', FIRST_MOMENT, SECOND_MOMENT, *([BEST] if self.best['epoch'] else [])]
        shapes = {name: array.shape for name, array in self.tensors.items()}
        expected = {prefix + name: shapes[name] for prefix in prefixes for name in self.names()}
        if shapes != expected:
            raise FileError('the optimiser or the best weights have other tensors than the weights')

    def served(self):
        """What all calls use except training: the best weights, if there are any."""
        return self.part(BEST if self.best['epoch'] else '')

    def with_tensors(self, weights, first, second, best=None):
        """Another model with these weights and moments, all by the names of the weights."""
        tensors = dict(weights)
        for prefix, part in ((FIRST_MOMENT, first), (SECOND_MOMENT, second), (BEST, best or {})):
            tensors |= {prefix + name: array for name, array in part.items()}
        return SavedModel(copy.deepcopy(self.descriptions), tensors, self.carried)

    def forget_best(self):
        """The latest weights become those that all calls use."""
        self.descriptions['best'] = {'epoch': 0, 'firstEpoch': 0, 'fingerprint': f'{0:016x}'}
        self.tensors = {name: a for name, a in self.tensors.items() if not name.startswith(BEST)}

    def forget_fitted(self):
        """Drops what was fitted to weights that are no longer the model's."""
        self.descriptions.pop('threshold', None)
        self.descriptions.pop('mixture', None)
        self.options['priorInUse'] = 'standard'

    def coding(self):
        """What the rows coded for this model name it by: the CRC-32 of COLS and SCAL, in hex."""
        crc = 0
        for name in ('columns', 'scaling'):
            if name in self.descriptions:
                content = bytearray()
                SECTIONS[name][1](self.options).write(content, self.descriptions[name])
                crc = zlib.crc32(content, crc)
        return f'{crc:08x}'
