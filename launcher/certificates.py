"""What `tindak audit` does with certificates.

Owns: checking files that were downloaded, with a public key and nothing else, and having another
certificate made now.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from launcher.instants import shown
from launcher.oneline import OneLine
from services.followup.certificate import notary
from services.followup.certificate.check import breaks, faults
from services.followup.certificate.content import read_text
from services.followup.hearing.feed import IntakeUnreachable
from services.followup.main import notary_of
from services.followup.place import Place
from shared.config import Settings
from shared.db import open_engine


class UnreadableFile(OneLine):
    """A file is not a certificate's."""


class NotCertified(OneLine):
    """The audit could not be made."""


def check(files: Sequence[Path], key: str | None) -> int:
    """Answers 1 where a certificate is not what was signed, or several are not one chain."""
    bodies = [_read(file) for file in files]
    wrong = False
    for file, body in zip(files, bodies, strict=True):
        found = faults(body, key)
        wrong |= bool(found)
        print(f"{file}: {'; '.join(found) if found else _genuine(body)}.")
    if not wrong:
        for fault in breaks(bodies):
            wrong = True
            print(f"{fault}.")
    return 1 if wrong else 0


def certify(settings: Settings, place: Place) -> int:
    """Make one now; answers 1 where something was found."""
    registry = open_engine(settings.registry_url)
    try:
        made = notary.certify(notary_of(settings, place, registry))
    except IntakeUnreachable as error:
        raise NotCertified(f"Intake cannot be read: {error}") from error
    finally:
        registry.dispose()
    found = ", ".join(f"{count} {wrong}" for wrong, count in sorted(made.findings.items()))
    print(f"Certificate {made.number} as of {shown(made.as_of)}: {found or 'nothing missed'}.")
    return 0 if made.clean else 1


def _genuine(body: dict[str, Any]) -> str:
    said = read_text(body["text"])
    found = sum(said.findings.values())
    return (
        f"certificate {said.number} as of {shown(said.as_of)}, {found} findings, "
        f"signed with {body['key']}"
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{file} cannot be read as JSON ({error}).") from error
    if not isinstance(body, dict):
        raise UnreadableFile(f"{file} is not a certificate.")
    return body
