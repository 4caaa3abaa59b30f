"""The words around a piece of evidence, in both languages.

Owns: Indonesian first, English second, for the tile that both services' pages show; and how large
a file is, as people say it.
"""

from collections.abc import Mapping

from shared import language

_MEGA = 1_000_000

EXHIBIT: Mapping[str, tuple[str, str]] = {
    "exhibit.open": ("Buka bukti: {what}", "Open evidence: {what}"),
    "exhibit.taken": ("dibuat {on}", "made {on}"),
    "exhibit.received": ("diterima {on}", "received {on}"),
}


def file_size(size: int) -> str:
    """`27 kB`, `1,3 MB` (in English `1.3 MB`)."""
    if size < _MEGA:
        return f"{-(-size // 1000)} kB"
    mega = f"{size / _MEGA:.1f} MB"
    return language.pick(mega.replace(".", ","), mega)
