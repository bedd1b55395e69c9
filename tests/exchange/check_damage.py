"""Loads files that are damaged at random, but for their checksum: python check_damage.py FILE..."""

import os
import random
import struct
import sys
import tempfile
import zlib

import vae1_torch
from vae1_torch.files.model_file import is_model_file

TIMES = 400
draws, refused = random.Random(1), 0
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'damaged')
    for name in sys.argv[1:]:
        with open(name, 'rb') as file:
            whole = file.read()
        # All but the numbers of tensors, any of which are as good.
        first, end = 0, 8 + struct.unpack_from('<Q', whole)[0]
        if is_model_file(whole):
            first, end = 16, whole.rindex(b'.bias')
        for _ in range(TIMES):
            contents = bytearray(whole)
            for _ in range(draws.choice([1, 1, 2, 4])):
                place = draws.randrange(first, end)
                flipped = contents[place] ^ 1 << draws.randrange(8)
                contents[place] = draws.choice([0, 1, 255, flipped, draws.randrange(256)])
            if is_model_file(whole):
                struct.pack_into('<I', contents, len(contents) - 4, zlib.crc32(contents[:-4]))
            with open(path, 'wb') as file:
                file.write(contents)
            try:
                vae1_torch.load(path)
            except vae1_torch.FileError:
                refused += 1
assert refused > TIMES, refused
