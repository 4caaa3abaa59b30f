"""Whether a certificate is what was signed.

Owns: checking one as it is downloaded or kept, and that several form one chain. Needs no database:
who holds the public key checks it on any machine. Pure but for the cryptography.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.followup.certificate.content import (
    GENESIS,
    Certificate,
    Shown,
    hash_of,
    mark,
    read_text,
)
from services.followup.certificate.signing import genuine
from shared import codec


def faults(body: Mapping[str, Any], key: str | None = None) -> list[str]:
    """What is wrong with one, as the API gives it (`text`, `hash`, `signature`, `key`, `shown`),
    in words; with `key` it must be that one's signature."""
    try:
        text, signer = str(body["text"]), str(body["key"])
        signature, hash_ = str(body["signature"]), str(body["hash"])
        said = read_text(text)
    except (KeyError, ValueError) as error:
        return [f"it cannot be read as a certificate ({error})"]
    found = list(_findings(said, body.get("shown", ())))
    if hash_of(text) != hash_:
        found.append("its text does not match its hash")
    if key is not None and key.lower() != signer.lower():
        found.append(f"it is signed with another key, {signer}")
    if not genuine(text, signature, signer):
        found.append("its signature does not fit its text")
    return found


def breaks(bodies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Where certificates whose numbers follow one another are not one chain; each must be one that
    has no `faults`."""
    read = sorted((read_text(one["text"]) for one in bodies), key=lambda one: one.number)
    hashes = {read_text(one["text"]).number: one["hash"] for one in bodies}
    for one in read:
        before = GENESIS if one.number == 1 else hashes.get(one.number - 1)
        if before is not None and one.previous != before:
            yield f"certificate {one.number} does not follow {one.number - 1}"


def _findings(said: Certificate, shown: Any) -> Iterator[str]:
    """A finding that may not be seen is missing here; one that is seen must stand in the text."""
    try:
        marks = [mark(one) for one in codec.load(list[Shown], list(shown))]
    except (codec.Unfit, TypeError):
        yield "its findings cannot be read"
        return
    if set(marks) - set(said.marks):
        yield "it shows a finding that does not stand in its text"
