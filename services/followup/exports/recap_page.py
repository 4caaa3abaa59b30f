"""`/wilayah/<code>/rekap.pdf`: the quarters and the units of a region, on paper."""

from typing import Any

from flask import Response

from services.followup.api import here
from services.followup.core.civil import day_of
from services.followup.exports import paper
from services.followup.exports.paper_page import pdf
from services.followup.region import counts, quarters
from services.followup.region.page import LOOK_BACK, kanwil, named, used
from services.followup.region.quarters import Tallied
from shared import auth, code_words, indonesian, pages, registry, web
from shared.db import reading

blueprint = pages.pages("recap_pages", __name__)


@blueprint.route("/wilayah/<code>/rekap.pdf", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def recap(code: str) -> Response:
    """The region's recap as it stands now."""
    office = kanwil(code)
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    here.look_around()
    seen = {**here.scope(), "kanwil": code}
    here.reader().refresh(seen)
    with reading(here.place().engine) as conn:
        now = here.place().now(conn)
        which = counts.Where(seen)
        grid = counts.grid(conn, counts.UNIT, which, now)
        today = day_of(now, office.time_zone)
        past = quarters.tallied(conn, which, quarters.last(LOOK_BACK, today, office.time_zone), now)
    statuses = used(grid)
    sums = grid[""]
    rows = named(book, grid, [one for one in book.by_code.values() if one.parent == code])
    data: dict[str, Any] = {
        "title": f"Rekap tindak lanjut, {indonesian.plain_date(today)}",
        "head": [office.name],
        "date": indonesian.plain_date(today),
        "says": [
            f"{sums.all} rekomendasi: {sums.overdue} terlambat, {sums.soon} jatuh tempo dalam 14 "
            f"hari, {sums.escalated} dalam eskalasi."
        ],
        "chart_says": "Rekomendasi per triwulan; angkanya ada di tabel di bawahnya.",
        "quarters": [_quarter(one) for one in past],
        "columns": ["Kantor", "Terlambat", *(code_words.STATUS[one][0] for one in statuses)],
        "rows": [
            [name, str(tally.overdue), *(str(tally.statuses.get(one, 0)) for one in statuses)]
            for _, name, tally in rows
        ],
        "footer": f"Tindak Lanjut, data sampai {indonesian.instant(now, office.time_zone)}",
    }
    return pdf(paper.typeset("recap", data), f"rekap-{code}-{today.isoformat()}")


def _quarter(one: Tallied) -> dict[str, Any]:
    number, year = one.quarter.number, one.quarter.year
    return {
        "name": f"Triwulan {number} {year}",
        "short": f"TW {number} {year}",
        "recorded": one.recorded,
        "completed": one.completed,
        "overdue": one.overdue,
        "escalated": one.escalated,
    }
