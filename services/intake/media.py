"""What a file is, by its own bytes.

Owns: the table of types that evidence may have, and telling a file's type. Neither its name nor
what the sender calls it counts; a ZIP archive is looked into, so that only documents without
macros pass.
"""

from collections.abc import Callable, Mapping
from typing import BinaryIO
from zipfile import BadZipFile

from services.intake.archives import TooManyEntries, names_in

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    DOCX: "docx",
    XLSX: "xlsx",
}
HEAD = 32
_SAME = {
    "image/jpg": "image/jpeg",
    "image/heif": "image/heic",
    "application/x-pdf": "application/pdf",
}
_UNSAID = frozenset({"", "application/octet-stream"})
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_MP4 = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"avc1", b"mp41", b"mp42", b"M4V "})
_MAIN = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def type_of(file: BinaryIO) -> str | None:
    """The media type of the file's content; None where it is none of those allowed."""
    file.seek(0)
    head = file.read(HEAD)
    for media_type, matches in _HEADS.items():
        if matches(head):
            return media_type
    return _document(file) if head.startswith(b"PK\x03\x04") else None


def claimed(media_type: str | None) -> str | None:
    """What the sender says that it is; None where nothing is said."""
    said = (media_type or "").partition(";")[0].strip().lower()
    return None if said in _UNSAID else _SAME.get(said, said)


def _brand(brands: frozenset[bytes]) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


_HEADS: Mapping[str, Callable[[bytes], bool]] = {
    "image/jpeg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "image/png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/webp": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    "image/heic": _brand(_HEIC),
    "application/pdf": lambda head: head.startswith(b"%PDF-"),
    "video/mp4": _brand(_MP4),
}


def _document(file: BinaryIO) -> str | None:
    try:
        names = set(names_in(file))
    except (BadZipFile, TooManyEntries):
        return None
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    found = [media_type for name, media_type in _MAIN.items() if name in names]
    return found[0] if len(found) == 1 and "[Content_Types].xml" in names and not macros else None
