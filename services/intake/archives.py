"""ZIP archives from strangers.

Owns: the bounds within which one is opened. The directory is measured before it is read, and what
the archive would unpack to before it is unpacked; zipfile itself unpacks no more than announced.
"""

import struct
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

MOST_DIRECTORY = 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LONGEST_COMMENT = 22, 65_535


class TooManyEntries(Exception):
    """The archive's directory is larger than any document's."""


class TooLarge(Exception):
    """The archive would unpack to more than any letter file needs."""


def names_in(file: BinaryIO) -> list[str]:
    """The names of the archive's entries; raises BadZipFile, TooManyEntries."""
    _measure(file)
    with ZipFile(file) as archive:
        return archive.namelist()


def check_unpacked(file: BinaryIO) -> None:
    """Raises TooLarge, TooManyEntries or BadZipFile where it must not be unpacked."""
    _measure(file)
    with ZipFile(file) as archive:
        total = sum(entry.file_size for entry in archive.infolist())
    if total > MOST_UNPACKED:
        raise TooLarge
    file.seek(0)


def _measure(file: BinaryIO) -> None:
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - 20))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise BadZipFile("no end of directory")
    (directory,) = struct.unpack_from("<L", tail, at + 12)
    if directory > MOST_DIRECTORY or _END_64 in tail:
        raise TooManyEntries
    file.seek(0)
