"""Whether a file came whole.

Owns: telling, from a file's own structure and without decoding it, that its beginning is not all
there is: an upload that broke off must not pass as evidence. What follows a picture's end (phones
append previews and films) does no harm.
"""

import os
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

_PDF_TAIL = 1024
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"
_PIECE = 64 * 1024


def is_whole(file: BinaryIO, media_type: str) -> bool:
    """Whether the file of this type has its end; an archive's was looked at to tell its type."""
    check = _CHECKS.get(media_type)
    return check is None or check(file, file.seek(0, os.SEEK_END))


def _jpeg(file: BinaryIO, size: int) -> bool:
    """The segments up to the picture's data, and the end of the image somewhere behind them."""
    at = 2
    while at + 4 <= size:
        file.seek(at)
        mark, kind, length = struct.unpack(">BBH", file.read(4))
        if mark != 0xFF:
            return False
        if kind == 0xFF:  # a byte of filling
            at += 1
            continue
        at += 2 + length
        if kind == _START_OF_SCAN:
            return _follows(file, at, _END_OF_IMAGE)
    return False


def _follows(file: BinaryIO, at: int, mark: bytes) -> bool:
    file.seek(at)
    before = b""
    while piece := file.read(_PIECE):
        if mark in before + piece:
            return True
        before = piece[-1:]
    return False


def _png(file: BinaryIO, size: int) -> bool:
    at = 8
    while at + 12 <= size:
        file.seek(at)
        length, kind = struct.unpack(">L4s", file.read(8))
        at += 12 + length
        if kind == b"IEND":
            return bool(at <= size)
    return False


def _webp(file: BinaryIO, size: int) -> bool:
    file.seek(4)
    (said,) = struct.unpack("<L", file.read(4))
    return bool(12 < said + 8 <= size)


def _pdf(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - _PDF_TAIL))
    tail = file.read()
    return 0 <= tail.rfind(b"startxref") < tail.rfind(b"%%EOF")


def _boxed(wanted: bytes) -> Callable[[BinaryIO, int], bool]:
    def check(file: BinaryIO, size: int) -> bool:
        boxes = list(_boxes(file, size))
        return all(end <= size for _, end in boxes) and wanted in (kind for kind, _ in boxes)

    return check


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """Each box of an ISO file, and where it ends; the walk ends at what is no box."""
    at = 0
    while at + 16 <= size:
        file.seek(at)
        length, kind, long = struct.unpack(">L4sQ", file.read(16))
        length = {0: size - at, 1: long}.get(length, length)
        if length < 8:
            return
        at += length
        yield kind, at


_CHECKS: Mapping[str, Callable[[BinaryIO, int], bool]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/heic": _boxed(b"meta"),
    "application/pdf": _pdf,
    "video/mp4": _boxed(b"moov"),
}
