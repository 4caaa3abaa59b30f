"""`/tugas`: what an office has to do, by date."""

from flask import render_template

from services.followup.model import CLOSED
from services.followup.pages import sight
from services.followup.pages.standing import Standing
from services.followup.register import Asked
from shared import auth, pages

blueprint = pages.pages("task_pages", __name__, template_folder="templates")
_OPEN, _WAITING, _CLOSED = "mine", "waiting", "closed"


@blueprint.route("/tugas", methods=["GET"])
@auth.page("unit", "kanwil")
def tasks() -> str:
    """What is addressed to the visitor's office: to do, with others, closed."""
    office = auth.me().office or ""
    found = sight.listed(Asked({"unit": office, **auth.scope(auth.me())}))
    groups: dict[str, list[Standing]] = {_OPEN: [], _WAITING: [], _CLOSED: []}
    for it in sorted(found, key=_by_date):
        groups[_group(it)].append(it)
    groups[_CLOSED].reverse()
    known = [it.seen.data_as_of for it in found if it.seen.data_as_of]
    zone = found[0].case.unit.time_zone if found else ""
    return render_template(
        "tasks.html", groups=groups, data_as_of=min(known, default=None), zone=zone
    )


def _group(it: Standing) -> str:
    if it.case.status in CLOSED:
        return _CLOSED
    return _OPEN if it.mine else _WAITING


def _by_date(it: Standing) -> tuple[bool, str, str]:
    due = it.case.due_at
    return due is None, due.isoformat() if due else "", it.case.code
