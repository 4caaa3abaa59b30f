"""`/admin/pengiriman/webhook`: the programs that offices have told of what happens.

Owns: the list. Only the office itself registers and removes; the admin sees what fails.
"""

from flask import render_template, request

from services.followup.letters import hooks
from services.followup.pages.admin.listing import PART, more
from services.followup.pages.footer import NATION
from shared import auth, pages, registry, web
from shared.db import reading

blueprint = pages.pages("admin_webhooks", __name__, template_folder="templates")


@blueprint.route("/admin/pengiriman/webhook", methods=["GET"])
@auth.page("admin")
def listed() -> str:
    """Every webhook, in the order of registration."""
    after = request.args.get("sesudah") or None
    with reading(web.engine()) as conn:
        rows = hooks.listed(conn, None, after, PART + 1)
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return render_template(
        "admin/webhooks.html", found=rows[:PART], book=book.by_code, zone=NATION,
        next=more(rows, lambda row: row.id),
    )  # fmt: skip
