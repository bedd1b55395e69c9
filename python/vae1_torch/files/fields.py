"""Numbers of the model file, and what they make up: bindings/js/exchange/file/fields.ts.

A field reads its value from bytes, and writes it. JSON of an exported file has the same values.
"""

import struct

from ..errors import FileError


class Reader:
    def __init__(self, contents, at=0):
        self.contents, self.at = contents, at

    @property
    def left(self):
        return len(self.contents) - self.at

    def take(self, size):
        if size > self.left:
            raise FileError('it ends too early')
        self.at += size
        return self.contents[self.at - size : self.at]

    def skip_padding(self, size, alignment=8):
        self.take(-size % alignment)


class Number:
    """kind: as struct has it."""

    def __init__(self, kind):
        self.format = struct.Struct('<' + kind)
        self.convert = float if kind == 'd' else int

    def read(self, source):
        return self.format.unpack(source.take(self.format.size))[0]

    def write(self, out, value):
        try:
            # Numbers for which JSON has no form are texts.
            out += self.format.pack(self.convert(value))
        except (struct.error, TypeError, ValueError, OverflowError) as error:
            raise FileError(f'{value!r} is not the number that belongs there') from error


u8, u32, i32, u64, i64, f64 = (Number(kind) for kind in 'BIiQqd')


class Choice:
    """One of these names; its number is its place among them."""

    def __init__(self, *names, number=u8):
        self.names, self.number = names, number

    def read(self, source):
        place = self.number.read(source)
        if place >= len(self.names):
            raise FileError(f'{place} is none of {", ".join(self.names)}')
        return self.names[place]

    def write(self, out, value):
        if value not in self.names:
            raise FileError(f'{value!r} is none of {", ".join(self.names)}')
        self.number.write(out, self.names.index(value))


class Flag:
    """True or false, as a number 1 or 0."""

    def __init__(self, number):
        self.number = number

    def read(self, source):
        return self.number.read(source) == 1

    def write(self, out, value):
        self.number.write(out, int(value))


class Flags:
    """Those of up to eight names that apply, as the bits of a byte."""

    def __init__(self, *names):
        self.names = names

    def read(self, source):
        bits = u8.read(source)
        return [name for bit, name in enumerate(self.names) if bits & 1 << bit]

    def write(self, out, value):
        u8.write(out, sum(1 << bit for bit, name in enumerate(self.names) if name in value))


class Bits64:
    """64 bits that are no number: hexadecimal digits."""

    def read(self, source):
        return f'{u64.read(source):016x}'

    def write(self, out, value):
        u64.write(out, int(value, 16))


class Times:
    """A list of this length."""

    def __init__(self, length, item):
        self.length, self.item = length, item

    def read(self, source):
        if self.length > source.left:
            raise FileError('it ends too early')
        return [self.item.read(source) for _ in range(self.length)]

    def write(self, out, value):
        if len(value) != self.length:
            raise FileError(f'{len(value)} values are where {self.length} belong')
        for each in value:
            self.item.write(out, each)


class List:
    """A list after its length. In a record, an earlier field `#name` may have the length."""

    def __init__(self, item, length=u64):
        self.item, self.length = item, length

    def read(self, source):
        return Times(self.length.read(source), self.item).read(source)

    def write(self, out, value):
        self.length.write(out, len(value))
        Times(len(value), self.item).write(out, value)


class Record:
    """Fields one after another, by name.

    `#name` is the length of the List `name`; `_name` is reserved, and 0. then: what fields follow,
    given the values so far.
    """

    def __init__(self, fields, then=None):
        self.fields, self.then = fields, then

    def read(self, source):
        values, lengths = {}, {}
        for name, field in self.fields.items():
            if name[0] == '#':
                lengths[name[1:]] = field.read(source)
            elif name[0] == '_':
                field.read(source)
            else:
                values[name] = _sized(field, lengths.get(name)).read(source)
        return values | self.then(values).read(source) if self.then else values

    def write(self, out, values):
        lengths = {}
        for name, field in self.fields.items():
            if name[0] == '_':
                field.write(out, 0)
                continue
            if name.lstrip('#') not in values:
                raise FileError(f'"{name}" is missing')
            if name[0] == '#':
                lengths[name[1:]] = len(values[name[1:]])
                field.write(out, lengths[name[1:]])
            else:
                _sized(field, lengths.get(name)).write(out, values[name])
        if self.then:
            self.then(values).write(out, values)


def _sized(field, length):
    return field if length is None else Times(length, field.item)


def aligned(size, alignment=8):
    return size + -size % alignment
