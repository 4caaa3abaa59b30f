"""The first page and the files that pages load.

Owns: `/`, which says what this is and where its description stands, and `/static/…`.
"""

from pathlib import Path

from flask import Flask, Response, render_template, send_from_directory

from shared import auth

_STATIC = Path(__file__).parent / "static"
_A_DAY = 86_400


def register(app: Flask) -> None:
    """Both are open: they tell nothing that is not printed in the README."""
    app.add_url_rule("/", "front", front)
    app.add_url_rule("/static/<path:filename>", "static", static)


@auth.open_route
def front() -> str:
    """What this is, and links to both services' descriptions."""
    return render_template("front.html")


@auth.open_route
def static(filename: str) -> Response:
    """A file of `shared/static`."""
    return send_from_directory(_STATIC, filename, max_age=_A_DAY)
