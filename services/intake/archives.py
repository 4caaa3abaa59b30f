"""ZIP archives from strangers.

Owns: the bounds within which one is opened. The directory is measured before it is read, and what
the archive would unpack to before it is unpacked; zipfile itself unpacks no more than announced.
What is XML in it is counted by expat before anything builds objects out of it: so many elements, so
deep, and no document type, since entities are declared there.
"""

import struct
from typing import IO, BinaryIO
from xml.parsers.expat import ParserCreate
from zipfile import BadZipFile, ZipFile

MOST_DIRECTORY = 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_ELEMENTS, MOST_DEPTH = 600_000, 64
_PIECE = 256 * 1024
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LONGEST_COMMENT = 22, 65_535


class TooManyEntries(Exception):
    """The archive's directory is larger than any document's."""


class TooLarge(Exception):
    """The archive would unpack to more than any letter file needs."""


class DoctypeDeclared(Exception):
    """A part declares a document type, as no office program's does."""


def names_in(file: BinaryIO) -> list[str]:
    """The names of the archive's entries; raises BadZipFile, TooManyEntries."""
    _measure(file)
    with ZipFile(file) as archive:
        return archive.namelist()


def check_unpacked(file: BinaryIO) -> None:
    """Raises TooLarge, TooManyEntries, DoctypeDeclared, BadZipFile or ExpatError where it must not
    be unpacked."""
    _measure(file)
    with ZipFile(file) as archive:
        total = sum(entry.file_size for entry in archive.infolist())
        if total > MOST_UNPACKED:
            raise TooLarge
        counted = _Counted()
        for entry in archive.infolist():
            if entry.filename.lower().endswith((".xml", ".rels")):
                with archive.open(entry) as part:
                    counted.read(part)
    file.seek(0)


class _Counted:
    """The elements of several documents together."""

    def __init__(self) -> None:
        self._elements = self._depth = 0

    def read(self, part: IO[bytes]) -> None:
        """Counts one more; raises TooLarge, DoctypeDeclared, ExpatError."""
        parser = ParserCreate()
        parser.StartElementHandler = self._down
        parser.EndElementHandler = self._up
        parser.StartDoctypeDeclHandler = self._declared
        while piece := part.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _down(self, _name: str, _attributes: object) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > MOST_DEPTH:
            raise TooLarge

    def _up(self, _name: str) -> None:
        self._depth -= 1

    def _declared(self, *_: object) -> None:
        raise DoctypeDeclared


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
