"""The words around a piece of evidence, in both languages.

Owns: Indonesian first, English second, for the tile that both services' pages show.
"""

from collections.abc import Mapping

EXHIBIT: Mapping[str, tuple[str, str]] = {
    "exhibit.open": ("Buka bukti: {what}", "Open evidence: {what}"),
    "exhibit.taken": ("dibuat {on}", "made {on}"),
    "exhibit.received": ("diterima {on}", "received {on}"),
    "exhibit.hash": ("SHA-256 {hash}…", "SHA-256 {hash}…"),
}
