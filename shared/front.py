"""The first page.

Owns: `/`, which says what this is and where its description stands (who is signed in goes on to
the first page of their role, unless they ask what this is).
"""

from flask import Flask, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from shared import auth, bearer
from shared.pages import FIRST


def register(app: Flask) -> None:
    """It is open: it tells nothing that is not printed in the README."""
    app.add_url_rule("/", "front", front)


@auth.open_route
def front() -> str | Answer:
    """What this is, and links to both services' descriptions."""
    who = None if "tentang" in request.args else bearer.visitor()
    if who is not None:
        return redirect(FIRST[who.role], 303)
    return render_template("front.html")
