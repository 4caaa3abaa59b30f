"""What a certificate says. Pure.

Owns: the certificate's content, its one canonical text, and the hashes. A finding stands in the
text by its hash alone, salted, so that the same signed text can be shown to an office that may not
see whose case it is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shared import codec
from shared.chain import GENESIS

__all__ = ["GENESIS", "Certificate", "Head", "Shown", "hash_of", "mark", "read_text", "text_of"]

KIND = "id.tindaklanjut.certificate.v1"


@dataclass(frozen=True)
class Head:
    """The last event of a stream: intake's as followup had read it, or followup's own. `until` is
    the instant up to which intake's stream was audited."""

    service: str
    stream: str
    seq: int
    hash: str
    until: datetime | None = None


@dataclass(frozen=True)
class Shown:
    """One finding in full; `ombudsman` and `stream` (the Kanwil) are who may see it."""

    stream: str
    ombudsman: str
    code: str
    recommendation_id: str
    rung: str
    round: int
    wrong: str
    expected_at: datetime | None
    found_at: datetime | None
    salt: str


@dataclass(frozen=True)
class Certificate:
    """`as_of`: up to which instant nothing was missed but what `findings` counts by kind; `policy`
    is the hash of every version's rows; `marks` are the hashes of the findings that are shown."""

    number: int
    day: date
    again: int
    as_of: datetime
    issued_at: datetime
    calendar_version: int
    policy_version: int
    policy: str
    open_cases: int
    closed_cases: int
    rungs_expected: int
    rungs_fired: int
    findings: Mapping[str, int]
    marks: tuple[str, ...]
    heads: tuple[Head, ...]
    previous: str

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def text_of(certificate: Certificate) -> str:
    """The text that is hashed and signed: canonical JSON."""
    return codec.text({"type": KIND, **codec.dump(certificate)})


def read_text(text: str) -> Certificate:
    """The certificate that such a text says; raises ValueError where it says none."""
    body = json.loads(text)
    if not isinstance(body, dict) or body.pop("type", None) != KIND:
        raise ValueError(f"this is not {KIND}")
    try:
        return codec.load(Certificate, body)
    except codec.Unfit as error:
        raise ValueError("this certificate does not have its shape") from error


def hash_of(text: str) -> str:
    """SHA-256 of the text, which the next certificate carries on."""
    return hashlib.sha256(text.encode()).hexdigest()


def mark(finding: Shown) -> str:
    """The hash under which a finding stands in the text."""
    return hash_of(codec.text(codec.dump(finding)))
