"""What has been prepared for a recommendation, and whether it may be sent.

Owns: the typed words and the files as the core's words (Deed, Evidence), and the core's own checks
of them, before anything is sent as well as while it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from marshmallow import ValidationError

from services.intake import core, evidence, schemas
from services.intake.api.evidence import folder
from services.intake.core.actions import NO_EVIDENCE
from services.intake.core.checks import evidence_fault
from services.intake.core.model import Evidence, Recommendation, Speaker
from services.intake.fields import LINE, Words
from services.intake.unsent.shelf import Laid, Shelf
from shared import auth, web
from shared.ids import new_id
from shared.problems import as_invalid
from shared.refusal import Fault, Invalid

TYPED = ("description", "completed_on", "extent")
UNFINISHED = "{count} file has not come whole."


@dataclass(frozen=True)
class Prepared:
    """A deed with its evidence, as it will be sent, and the files of that evidence."""

    deed: core.Deed
    evidence: tuple[Evidence, ...]
    files: tuple[Laid, ...]

    def there(self) -> Mapping[str, Evidence]:
        """The evidence by id."""
        return {one.id: one for one in self.evidence}


def shelf(one: Recommendation) -> Shelf:
    """The files and words that lie ready for that recommendation."""
    return Shelf(web.settings().data / "unsent", one.id)


def prepared(one: Recommendation, now: datetime, today: date) -> Prepared:
    """What lies ready, if it could be sent at `now`; raises Invalid at description, completed_on,
    extent, place, file or taken_on, and whatever `core.confirm` refuses with."""
    ready = shelf(one)
    words, files = ready.words(), ready.files()
    typed = {name: words.get(name, "") for name in TYPED}
    wrong = {**schemas.ActionSchema().validate({**typed, "evidence": []}), **_place_faults(words)}
    faults: dict[str, list[Fault]] = dict(as_invalid(wrong).errors) if wrong else {}
    if unfinished := sum(one.media_type is None for one in files):
        faults["file"] = [Fault(UNFINISHED, {"count": unfinished})]
    elif not files:
        faults["file"] = [Fault(NO_EVIDENCE)]
    proofs = [_proof(one, file, words.get("place", ""), today) for file in files]
    late = [
        fault for proof in proofs if (fault := evidence_fault(proof.taken_on, one.time_zone, now))
    ]
    if late:
        faults["taken_on"] = late
    if faults:
        raise Invalid(faults)
    body = schemas.ActionSchema().load({**typed, "evidence": [proof.id for proof in proofs]})
    deed = core.Deed(new_id(), **{**body, "evidence": tuple(body["evidence"])})
    made = Prepared(deed, tuple(proofs), tuple(files))
    core.confirm(one, made.deed, made.there(), Speaker(auth.me().actor(), head=True), now)
    return made


def kept(one: Recommendation, ready: Prepared) -> Prepared:
    """The same with every file kept as evidence, so that no lock waits for the disk; raises
    NoSuchFile where one was taken away meanwhile."""
    proofs = [
        replace(proof, **vars(_keep(one, file)))
        for proof, file in zip(ready.evidence, ready.files, strict=True)
    ]
    return replace(ready, evidence=tuple(proofs))


def _keep(one: Recommendation, file: Laid) -> evidence.Kept:
    with shelf(one).open(file) as source:
        return evidence.keep(folder(), source, file.media_type)


def _proof(one: Recommendation, file: Laid, place: str, today: date) -> Evidence:
    return Evidence(
        id=new_id(),
        recommendation_id=one.id,
        kind=file.kind,
        media_type=file.media_type or "",
        size=file.length,
        sha256="",
        taken_on=file.taken_on or today,
        place=place,
        uploaded_by=file.actor.id,
        judged=False,
    )


def _place_faults(words: Mapping[str, str]) -> dict[str, Sequence[str]]:
    try:
        Words(LINE, required=True).deserialize(words.get("place", ""))
    except ValidationError as error:
        return {"place": [str(text) for text in error.messages]}
    return {}
