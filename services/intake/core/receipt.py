"""Receipt: the addressee acknowledges it, or the Ombudsman proves it.

Owns: both verbs. The addressee says it once, and never against a proof; the Ombudsman's proof
may be corrected. Both are told, whatever they move.
"""

from dataclasses import replace
from datetime import date, datetime

from services.intake.core.checks import receipt_fault
from services.intake.core.model import Recommendation
from services.intake.core.refusals import AlreadyAcknowledged, AlreadyProven
from services.intake.core.standing import addressee_only, ombudsman_only, open_only
from services.intake.core.words import ACKNOWLEDGED, PROVEN, RECEIVED, SENT
from shared.events import Actor, RecommendationReceived
from shared.refusal import Invalid

Outcome = tuple[Recommendation, RecommendationReceived]


def acknowledge(one: Recommendation, received_on: date, actor: Actor, now: datetime) -> Outcome:
    """The addressee says when the letter arrived. Raises NotTheAddressee, Closed,
    AlreadyAcknowledged, Invalid at `received_on`."""
    addressee_only(one, actor)
    open_only(one)
    if one.acknowledged:
        raise AlreadyAcknowledged("{code} has been acknowledged already.", code=one.code)
    _possible(one, received_on, now)
    after = replace(_received(one), acknowledged=True)
    if one.receipt != PROVEN:
        after = replace(after, receipt=ACKNOWLEDGED, received_on=received_on)
    return after, RecommendationReceived(one.id, received_on, "addressee", None, actor)


def prove_receipt(
    one: Recommendation, received_on: date, proof: str, actor: Actor, now: datetime
) -> Outcome:
    """The Ombudsman proves when the letter arrived. Raises NotTheOmbudsman, Closed,
    AlreadyProven, Invalid at `received_on`."""
    ombudsman_only(one, actor)
    open_only(one)
    if (one.receipt, one.received_on) == (PROVEN, received_on):
        raise AlreadyProven("Receipt of {code} on that day has been proven.", code=one.code)
    _possible(one, received_on, now)
    after = replace(_received(one), receipt=PROVEN, received_on=received_on)
    return after, RecommendationReceived(one.id, received_on, "ombudsman", proof, actor)


def _possible(one: Recommendation, received_on: date, now: datetime) -> None:
    fault = receipt_fault(received_on, one.letter_date, one.time_zone, now)
    if fault is not None:
        raise Invalid({"received_on": [fault]})


def _received(one: Recommendation) -> Recommendation:
    return replace(one, status=RECEIVED if one.status == SENT else one.status)
