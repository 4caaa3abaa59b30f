"""Papers of one recommendation, and a message to copy.

Owns: `/rekomendasi/<code>/surat/<kind>.pdf` and `/rekomendasi/<code>/pesan`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from flask import Response, make_response, render_template
from sqlalchemy import Row

from services.followup.api import here
from services.followup.exports import letters, paper
from services.followup.exports.letters import Facts
from services.followup.looking import register
from services.followup.looking.look import Seen
from services.followup.pages import sight
from services.followup.pages.standing import standing
from shared import auth, language, pages, registry, web
from shared.db import reading
from shared.refusal import NotFound

blueprint = pages.pages("paper_pages", __name__, template_folder="templates")


class NoSuchPaper(NotFound):
    """There is no such letter about this case, or not yet."""


@blueprint.route("/rekomendasi/<code>/surat/<kind>.pdf", methods=["GET"])
@auth.page(*here.READERS)
def letter(code: str, kind: str) -> Response:
    """That letter, as a PDF to be numbered and signed."""
    seen = sight.one(code)
    with reading(here.place().engine) as conn:
        rows = register.lines(conn, [seen.case.recommendation_id])[seen.case.recommendation_id]
    data = letters.written(kind, facts_of(seen, rows))
    if data is None:
        raise NoSuchPaper("There is no letter {kind} about {code} now.", kind=kind, code=code)
    return pdf(paper.typeset("letter", data), f"{kind}-{code}")


@blueprint.route("/rekomendasi/<code>/pesan", methods=["GET"])
@auth.page(*here.READERS)
def message(code: str) -> str:
    """A text that says whose turn it is and until when, to be sent by hand."""
    seen = sight.one(code)
    with reading(here.place().engine) as conn:
        nobody = replace(auth.me(), office=None, role="admin")
        stands = standing(seen, nobody, here.place().rules(conn))
    link = f"{web.settings().public_url}/rekomendasi/{quote(code, safe='')}"
    unit = seen.case.unit.name
    text = language.say("message.body", code=code, unit=unit, turn=stands.turn, link=link)
    return render_template(
        "message.html", code=code, text=text, address=f"https://wa.me/?text={quote(text)}"
    )


def facts_of(seen: Seen, rows: Sequence[Row[Any]]) -> Facts:
    """What letters about that case, with that journal, are made of."""
    said = [{**row.body["body"], "at": row.at} for row in rows if row.kind == "verified"]
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return Facts(seen.case, said[-1] if said else None, seen.now, book.by_code.get)


def pdf(content: bytes, name: str) -> Response:
    """A PDF that the browser shows, under that name if it is kept."""
    answer = make_response(content)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name, safe='-')}.pdf"
    return answer
