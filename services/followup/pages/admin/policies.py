"""`/admin/kebijakan`: the ladder's numbers, each with its source, and proposing others.

Owns: the table, the versions, and the form, which stands filled with what is in force: only what
was changed in it is proposed.
"""

import re
from typing import Any

from flask import redirect, render_template
from marshmallow import ValidationError

from services.followup.amendments import desk, proposals, rulings
from services.followup.amendments.schemas import PolicyAmendmentArgs
from services.followup.api import here
from services.followup.core.policy import Policy
from services.followup.core.policy_changes import WAITS
from services.followup.pages.admin import form, proposing
from services.followup.pages.admin.form import Answer, Faults
from services.followup.pages.footer import NATION
from shared import auth, pages
from shared.db import reading
from shared.refusal import Invalid

TEXTS, NUMBERS = ("decree", "note"), ("reminders", "internal_days", "reminder_hour")
blueprint = pages.pages("admin_policy", __name__, template_folder="templates")


@blueprint.route("/admin/kebijakan", methods=["GET"])
@auth.page("admin")
def policy() -> str:
    """The policy in force, proposals that wait, and every version."""
    with reading(here.place().engine) as conn:
        current = _current(here.place().rules(conn).policies)
        versions = rulings.versions(conn)
        waiting = proposals.listed(conn, proposing.waiting(proposals.POLICY), None, 20)
    return render_template(
        "admin/policy.html",
        policy=current,
        versions=versions[::-1][:20],
        waiting=waiting,
        zone=NATION,
    )


@blueprint.route("/admin/kebijakan/usul", methods=["GET"])
@auth.page("admin")
def form_for_regulation() -> str:
    """The form with the numbers in force."""
    with reading(here.place().engine) as conn:
        current = _current(here.place().rules(conn).policies)
    return _form(current, _filled(current), {})


@blueprint.route("/admin/kebijakan/usul", methods=["POST"])
@auth.page("admin")
def propose() -> Answer:
    """Keeps the proposal of what was changed, with its impact."""
    with reading(here.place().engine) as conn:
        current = _current(here.place().rules(conn).policies)
    before = _filled(current)
    given = form.typed(*TEXTS, *before)
    try:
        body = PolicyAmendmentArgs().load(_changed(current, before, given))
        row = proposing.propose(desk.policy_wish(body))
    except ValidationError as error:
        return _form(current, given, _placed(error, current, before, given)), 422
    except Invalid as refusal:
        return _form(current, given, form.faults_of(refusal)), 422
    return redirect(f"/admin/usulan/{row.id}", 303)


def _current(policies: tuple[Policy, ...]) -> Policy:
    return policies[-1]


def _filled(policy: Policy) -> dict[str, str]:
    """The form's fields with what is in force."""
    lengths = {f"length-{row.name}": str(row.length) for row in policy.instruments}
    articles = {f"article-{row.name}": row.article for row in policy.instruments}
    waits = {f"wait-{name}": str(policy.rung(name).days) for name in WAITS}
    return {
        **lengths,
        **articles,
        **waits,
        "reminders": ", ".join(str(rung.days) for rung in policy.reminders),
        "internal_days": str(policy.internal_days),
        "reminder_hour": str(policy.reminder_hour.hour),
    }


def _changed(policy: Policy, before: dict[str, str], given: dict[str, str]) -> dict[str, Any]:
    """What was changed, as the API would be told it."""
    body: dict[str, Any] = {name: given[name] for name in TEXTS}
    body["lengths"] = [
        {
            "instrument": name,
            "length": given[f"length-{name}"],
            "article": given[f"article-{name}"],
        }
        for name in _lengths(policy, before, given)
    ]
    body["waits"] = [
        {"rung": name, "days": given[f"wait-{name}"]} for name in _waits(before, given)
    ]
    for name in NUMBERS:
        if given[name] != before[name]:
            body[name] = given[name]
    if "reminders" in body:
        body["reminders"] = [day for day in re.split(r"[\s,;]+", body["reminders"]) if day]
    return body


def _lengths(policy: Policy, before: dict[str, str], given: dict[str, str]) -> list[str]:
    return [
        row.name
        for row in policy.instruments
        if any(
            given[field] != before[field] for field in (f"length-{row.name}", f"article-{row.name}")
        )
    ]


def _waits(before: dict[str, str], given: dict[str, str]) -> list[str]:
    return [name for name in WAITS if given[f"wait-{name}"] != before[f"wait-{name}"]]


def _placed(
    error: ValidationError, policy: Policy, before: dict[str, str], given: dict[str, str]
) -> Faults:
    """Each fault at the field that was typed; what concerns no single one, at the first."""
    lengths, waits = _lengths(policy, before, given), _waits(before, given)
    placed: Faults = {}
    for field, words in form.faults_of(error).items():
        name, _, rest = field.partition("-")
        number, _, column = rest.partition("-")
        if name == "lengths" and number.isdigit():
            placed[f"{column}-{lengths[int(number)]}"] = words
        elif name == "waits" and number.isdigit():
            placed[f"wait-{waits[int(number)]}"] = words
        elif name == "lengths":
            placed[f"length-{policy.instruments[0].name}"] = words
        else:
            placed[name] = words
    return placed


def _form(policy: Policy, given: dict[str, str], faults: Faults) -> str:
    return render_template(
        "admin/policy-form.html", policy=policy, given=given, faults=faults, waits=WAITS
    )
