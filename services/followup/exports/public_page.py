"""`/statistik`: figures for everybody, where the operator allows it.

Owns: the page. It shows counts by region and quarter; no person, no unit, no text.
"""

from flask import abort, render_template

from services.followup.api import here
from services.followup.core.civil import NATION, day_of
from services.followup.region import counts, quarters
from services.followup.region.page import LOOK_BACK, trend
from shared import auth, pages, registry, web
from shared.db import reading

blueprint = pages.pages("public_pages", __name__)


@blueprint.route("/statistik", methods=["GET"])
@auth.open_page
def statistics() -> str:
    """Recorded, implemented and overdue, by quarter and by region."""
    if not web.settings().public_statistics:
        abort(404)
    here.reader().refresh({})
    with reading(here.place().engine) as conn:
        now = here.place().now(conn)
        past = quarters.tallied(
            conn, counts.Where({}), quarters.last(LOOK_BACK, day_of(now, NATION), NATION), now
        )
        grid = counts.grid(conn, counts.KANWIL, counts.Where({}), now)
    with reading(web.registry()) as conn:
        names = {one.code: one.name for one in registry.book(conn).by_code.values()}
    rows = sorted((names.get(code, code), tally) for code, tally in grid.items() if code)
    return render_template(
        "statistics.html", past=past, trend=trend(past), rows=rows, sums=grid[""], zone=NATION
    )
