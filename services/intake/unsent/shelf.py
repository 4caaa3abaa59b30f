"""The files of a confirmation that is not sent yet.

Owns: one folder per recommendation, in which its office lays files down in pieces. A piece is taken
only where the file ends (tus 1.0, offsets), so that a line that breaks loses nothing and doubles
nothing. A file that has come whole is looked at as evidence is. How much somebody may lay down is
bounded, and what is left lying goes after a week.
"""

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from services.intake import evidence, photos
from shared.clock import real_now
from shared.events import Actor
from shared.ids import new_id
from shared.refusal import Conflict, Invalid, NotFound

MOST_FILES = 10
MOST_OF_AN_ACCOUNT = 40
LASTS = timedelta(days=7)
WORDS = "words.json"
GONE = "There is no file {id}; choose it again."
_PIECE = 64 * 1024
_ID = re.compile("[0-9a-f-]{36}")
"""Nothing else that somebody names leads to a file."""


class NoSuchFile(NotFound):
    """Nothing is laid down under that id; it may be over."""


class OtherOffset(Conflict):
    """The piece does not begin where the file ends."""


class BeingWritten(Conflict):
    """Another piece of the same file is being taken."""


@dataclass(frozen=True)
class Laid:
    """A file that is laid down. `media_type` is None until it has come whole; `taken_on` is the
    camera's own date where the file tells it, until somebody says otherwise."""

    id: str
    actor: Actor
    length: int
    said: str | None
    media_type: str | None = None
    taken_on: date | None = None
    kind: str = "photo"
    dated_by_camera: bool = False
    offset: int = 0


class Shelf:
    """The folder of one recommendation below `root`."""

    def __init__(self, root: Path, recommendation_id: str) -> None:
        self.root = root
        self.folder = root / recommendation_id

    def files(self) -> list[Laid]:
        """What is laid down, the earliest first; what is taken away meanwhile is not."""
        found = list[Laid]()
        for path in sorted(self.folder.glob("*.json")):
            with suppress(NoSuchFile):
                found += [self._read(path)] if _names(path) else []
        return found

    def whole(self) -> list[Laid]:
        """Those that have come whole."""
        return [one for one in self.files() if one.media_type]

    def file(self, file_id: str) -> Laid:
        """That one; raises NoSuchFile."""
        if not _ID.fullmatch(file_id):
            raise NoSuchFile(GONE, id=file_id)
        return self._read(self.folder / f"{file_id}.json")

    def path(self, one: Laid) -> Path:
        """Where its bytes stand."""
        return self.folder / f"{one.id}.{one.actor.id}"

    def open(self, one: Laid) -> BinaryIO:
        """Its bytes, to be read; raises NoSuchFile where it was taken away."""
        try:
            return self.path(one).open("rb")
        except FileNotFoundError as error:
            raise NoSuchFile(GONE, id=one.id) from error

    def lay(self, actor: Actor, length: int, said: str | None) -> Laid:
        """Room for a file of that many bytes; raises Invalid at `file`."""
        if not 0 < length <= evidence.MOST_BYTES:
            raise Invalid.at("file", "A file has at most {most} bytes.", most=evidence.MOST_BYTES)
        if len(self.files()) >= MOST_FILES:
            raise Invalid.at("file", "At most {most} files go with one.", most=MOST_FILES)
        if sum(1 for _ in self.root.glob(f"*/*.{actor.id}")) >= MOST_OF_AN_ACCOUNT:
            raise Invalid.at("file", "Send what lies ready first.")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        one = Laid(new_id(), actor, length, said)
        self.path(one).touch(mode=0o600)
        self._write(one)
        return one

    def add(self, file_id: str, offset: int, source: BinaryIO) -> Laid:
        """The file with what `source` gives at its end; raises NoSuchFile, OtherOffset,
        BeingWritten, and Invalid at `file` (which takes it away) where it is no evidence."""
        one = self.file(file_id)
        with self.path(one).open("r+b") as copy:
            try:
                fcntl.flock(copy, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BeingWritten("A piece of it is being taken.") from error
            if copy.seek(0, os.SEEK_END) != offset:
                raise OtherOffset("It ends at {offset}.", offset=copy.tell())
            _append(copy, source, one.length - offset)
            came = copy.tell()
            if came == one.length:
                self._finish(one, copy)
        return replace(self.file(file_id), offset=came)

    def say(self, file_id: str, kind: str, taken_on: date | None) -> None:
        """What the file is and when it was made, as somebody says."""
        one = self.file(file_id)
        camera = one.dated_by_camera and taken_on in (None, one.taken_on)
        self._write(replace(one, kind=kind, taken_on=taken_on or one.taken_on,
                            dated_by_camera=camera))  # fmt: skip

    def remove(self, file_id: str) -> None:
        """It is gone; that it was gone already is no fault."""
        for path in self.folder.glob(f"{file_id}.*") if _ID.fullmatch(file_id) else ():
            path.unlink(missing_ok=True)

    def words(self) -> dict[str, str]:
        """What was typed."""
        try:
            return dict(json.loads((self.folder / WORDS).read_text()))
        except FileNotFoundError:
            return {}

    def write(self, words: dict[str, str]) -> None:
        """Keeps what was typed."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _place(self.folder / WORDS, words)

    def clear(self) -> None:
        """Nothing is left, once all of it was sent."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _finish(self, one: Laid, copy: BinaryIO) -> None:
        try:
            media_type = evidence.recognised(copy, one.said)
        except Invalid:
            self.remove(one.id)
            raise
        self.file(one.id)  # who took it away meanwhile does not find it again
        taken_on = photos.taken_on(self.path(one)) if media_type in photos.MEDIA_TYPES else None
        kind = {"image": "photo", "video": "video"}.get(media_type.partition("/")[0], "sop")
        self._write(replace(one, media_type=media_type, taken_on=taken_on, kind=kind,
                            dated_by_camera=taken_on is not None))  # fmt: skip

    def _read(self, path: Path) -> Laid:
        try:
            told: dict[str, Any] = json.loads(path.read_text())
            taken_on = told.pop("taken_on")
            actor = Actor(**told.pop("actor"))
            day = date.fromisoformat(taken_on) if taken_on else None
            one = Laid(**told, actor=actor, taken_on=day)
            return replace(one, offset=self.path(one).stat().st_size)
        except FileNotFoundError as error:
            raise NoSuchFile(GONE, id=path.stem) from error

    def _write(self, one: Laid) -> None:
        told = asdict(one) | {"taken_on": one.taken_on.isoformat() if one.taken_on else None}
        told.pop("offset")
        _place(self.folder / f"{one.id}.json", told)


def tidy(root: Path) -> None:
    """Takes away what nobody touched for a week."""
    ends = real_now() - LASTS
    for folder in _folders(root):
        with suppress(FileNotFoundError):  # somebody is at work in it
            touched = (path.stat().st_mtime for path in folder.iterdir())
            last = max(touched, default=folder.stat().st_mtime)
            if datetime.fromtimestamp(last, ends.tzinfo) < ends:
                shutil.rmtree(folder, ignore_errors=True)


def _folders(root: Path) -> Iterator[Path]:
    if root.exists():
        yield from (path for path in root.iterdir() if path.is_dir())


def _names(path: Path) -> bool:
    return path.name != WORDS


def _append(copy: BinaryIO, source: BinaryIO, room: int) -> None:
    """At most `room` bytes, each piece kept as it comes; raises Invalid at `file` for more."""
    while piece := source.read(min(_PIECE, room + 1)):
        if len(piece) > room:
            raise Invalid.at("file", "It is longer than was said; choose it again.")
        copy.write(piece)
        copy.flush()
        room -= len(piece)


def _place(path: Path, told: dict[str, Any]) -> None:
    """Whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="incoming-")
    with os.fdopen(handle, "w") as file:
        json.dump(told, file)
    Path(name).replace(path)
