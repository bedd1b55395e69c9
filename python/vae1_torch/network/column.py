"""The columns of a table, as the core sees them: src/data/column.hpp."""

from typing import NamedTuple

from ..errors import FileError

# Positions within a level lie between this and 1 less this.
POSITION_MARGIN = 1 / 4096
LARGEST_VARIANCE = 1e6


class Column(NamedTuple):
    """A column of the section COLS."""

    kind: str
    levels: int
    optional: bool
    condition: bool
    scored: bool
    smallest_variance: float
    components: list  # (weight, mean, deviation) of each Gaussian of a mixture
    shares: list = ()
    ranges: list = ()

    @classmethod
    def of(cls, description):
        flags = description['flags']
        column = cls(
            description['kind'],
            description['levels'],
            *(name in flags for name in ('optional', 'condition', 'scored')),
            description['smallestVariance'],
            [(part['weight'], part['mean'], part['deviation']) for part in description['components']],
            description.get('shares', ()),
            description.get('ranges', ()),
        )
        if not column._is_valid():
            raise FileError(f'a column of the kind "{column.kind}" cannot be as it is described')
        return column

    def _is_valid(self):
        parts_are = all(weight > 0 and deviation > 0 for weight, _, deviation in self.components)
        shares_are = all(0 < share <= 1 for share in self.shares)
        has_levels = self.kind in ('categorical', 'ordinal')
        levels_are = self.levels >= 2 if has_levels else self.levels == 0
        return parts_are and shares_are and levels_are and 0 <= self.smallest_variance < 1

    @property
    def gaussians(self):
        """How many have a variance of their own; 0 for what is modelled by none."""
        return max(1, len(self.components)) if self.kind == 'real' and not self.condition else 0

    @property
    def outputs(self):
        """How many of the decoder's outputs are the column's."""
        if self.condition or self.kind == 'offset':
            return 0
        if self.kind == 'real':
            return 2 * len(self.components) or 1
        return {'binary': 1, 'categorical': self.levels, 'ordinal': self.levels + 2}[self.kind]


def levels_of(x, count):
    """The level of each cell; of an absent one, some level."""
    return x.nan_to_num().long().clamp(0, count - 1)
