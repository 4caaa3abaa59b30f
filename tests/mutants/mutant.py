"""What a mutant is.

Owns: the record, and applying it to a copy of the project. A mutant whose text is no longer found
exactly once cannot be applied: it is mended with the program, never skipped.
"""

from dataclasses import dataclass
from pathlib import Path


class CannotApply(Exception):
    """The text that a mutant takes out does not stand there exactly once."""


@dataclass(frozen=True)
class Change:
    """In `file` the text `old` becomes `new`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Mutant:
    """`safeguard` names what is taken out, `removed` says how; each test of `caught_by` must fail,
    on at least one of its parameters."""

    name: str
    safeguard: str
    removed: str
    changes: tuple[Change, ...]
    caught_by: tuple[str, ...]


def mutant(
    name: str, safeguard: str, removed: str, *changes: tuple[str, str, str], by: tuple[str, ...]
) -> Mutant:
    """The mutant that makes these changes (file, old, new)."""
    return Mutant(name, safeguard, removed, tuple(Change(*one) for one in changes), by)


def apply(mutant: Mutant, root: Path) -> None:
    """Make its changes below `root`; raises CannotApply, and then nothing is changed."""
    texts: dict[Path, str] = {}
    for change in mutant.changes:
        path = root / change.file
        text = texts.get(path) or path.read_text()
        found = text.count(change.old)
        if found != 1:
            raise CannotApply(f"{mutant.name}: {change.file} holds {change.old!r} {found} times")
        texts[path] = text.replace(change.old, change.new)
    for path, text in texts.items():
        path.write_text(text)
