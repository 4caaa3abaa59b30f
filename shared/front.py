"""The first page and the files that pages load.

Owns: `/`, which says what this is and where its description stands (who is signed in goes on to
the first page of their role, unless they ask what this is), and `/static/…`.
"""

from pathlib import Path

from flask import Flask, Response, redirect, render_template, request, send_from_directory
from werkzeug.wrappers import Response as Answer

from shared import auth, bearer
from shared.pages import FIRST

_STATIC = Path(__file__).parent / "static"
_A_DAY = 86_400


def register(app: Flask) -> None:
    """Both are open: they tell nothing that is not printed in the README."""
    app.add_url_rule("/", "front", front)
    app.add_url_rule("/static/<path:filename>", "static", static)


@auth.open_route
def front() -> str | Answer:
    """What this is, and links to both services' descriptions."""
    who = None if "tentang" in request.args else bearer.visitor()
    if who is not None:
        return redirect(FIRST[who.role], 303)
    return render_template("front.html")


@auth.open_route
def static(filename: str) -> Response:
    """A file of `shared/static`."""
    return send_from_directory(_STATIC, filename, max_age=_A_DAY)
