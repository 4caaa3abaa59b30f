"""Small pictures of evidence, for lists of it.

Owns: making one out of a photo that is kept, turned as it was held and without what the camera
wrote into it (such as the place), and keeping it, so that each is made once. The photo itself is
never changed; a small picture that is lost is made again.
"""

import os
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SIDE, QUALITY = 320, 55
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What browsers show and this room can read; of others a page names the type."""


class NoPicture(Exception):
    """The file is none that can be shown small."""


def thumbnail(photo: Path, sha256: str, folder: Path) -> Path:
    """The small picture (JPEG) of the kept photo with that hash; raises NoPicture."""
    kept = folder / sha256[:2] / f"{sha256[2:]}.jpg"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _keep(_small(photo), kept)
    return kept


def _small(photo: Path) -> "Image.Image":
    """Raises NoPicture also for one that would unpack to more than any camera takes."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (with its libraries it is large)

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(photo, formats=FORMATS) as whole:
            if whole.width * whole.height > MOST_PIXELS:
                raise NoPicture
            whole.draft("RGB", (SIDE * 2, SIDE * 2))
            whole.thumbnail((SIDE * 2, SIDE * 2))
            turned = ImageOps.exif_transpose(whole).convert("RGB")
            turned.thumbnail((SIDE, SIDE))
            return turned
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture from error


def _keep(small: "Image.Image", kept: Path) -> None:
    handle, name = tempfile.mkstemp(dir=kept.parent, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            small.save(file, "JPEG", quality=QUALITY, optimize=True)
        Path(name).replace(kept)
    finally:
        Path(name).unlink(missing_ok=True)
