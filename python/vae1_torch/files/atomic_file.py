"""Files that are there whole or not at all."""

import os
import secrets


def write_atomically(path, contents):
    """Writes the bytes beside the path, then renames. A reader sees the old file or the new one."""
    path = os.fspath(path)
    beside = f'{path}.{secrets.token_hex(4)}.part'
    try:
        with open(beside, 'xb') as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise
