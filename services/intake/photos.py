"""Photos, as they are shown to others.

Owns: the date that a camera wrote into a photo, and the copy of it that is shown: turned as it was
held, no larger than a screen needs, with that date and nothing else of what the camera wrote, so
that nobody learns from it where a telephone was. The photo itself is never changed: its SHA-256 is
the proof. A copy that is lost is made again.
"""

import os
import tempfile
import warnings
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from services.intake.thumbnails import FORMATS, MEDIA_TYPES, NoPicture

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["MEDIA_TYPES", "NoPicture", "copy", "taken_on"]
SIDE, QUALITY = 2400, 88
MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""A JPEG (MPO: one with a second picture behind it, as many telephones write) is read at a
fraction of its size, the others whole; either stays below 100 MB."""
_ONE_AT_A_TIME = Lock()


def taken_on(photo: Path) -> date | None:
    """The day that the camera wrote, by its own clock; None where it wrote none that can be."""
    from PIL import Image  # noqa: PLC0415  (with its libraries it is large)

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(photo, formats=FORMATS) as whole:
            written = _written(whole)
        return date.fromisoformat(written[:10].replace(":", "-")) if written else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def copy(photo: Path, sha256: str, folder: Path) -> Path:
    """The copy (JPEG) of the kept photo with that hash; raises NoPicture."""
    kept = folder / sha256[:2] / f"{sha256[2:]}.jpg"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _ONE_AT_A_TIME:
            _make(photo, kept)
    return kept


def _make(photo: Path, kept: Path) -> None:
    """Raises NoPicture also for one that would unpack to more than any camera takes."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(photo, formats=FORMATS) as whole:
            if whole.width * whole.height > MOST_PIXELS[str(whole.format)]:
                raise NoPicture
            written = _written(whole)
            whole.draft("RGB", (SIDE, SIDE))
            whole.thumbnail((SIDE, SIDE))
            shown = ImageOps.exif_transpose(whole).convert("RGB")
            shown.info.clear()  # a comment in it would be written, too
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture from error
    _keep(shown, _dated(written), kept)


def _written(photo: "Image.Image") -> str:
    from PIL.ExifTags import IFD, Base  # noqa: PLC0415

    found = photo.getexif().get_ifd(IFD.Exif).get(Base.DateTimeOriginal, "")
    return found if isinstance(found, str) else ""


def _dated(written: str) -> "Image.Exif":
    from PIL.ExifTags import IFD, Base  # noqa: PLC0415
    from PIL.Image import Exif  # noqa: PLC0415

    exif = Exif()
    if written:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = written
    return exif


def _keep(shown: "Image.Image", exif: "Image.Exif", kept: Path) -> None:
    handle, name = tempfile.mkstemp(dir=kept.parent, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            shown.save(file, "JPEG", quality=QUALITY, exif=exif)
        Path(name).replace(kept)
    finally:
        Path(name).unlink(missing_ok=True)
