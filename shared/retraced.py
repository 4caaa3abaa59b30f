"""A page's address that only takes forms, opened without one.

Owns: where its visitor is led. Who loads the answer of a form again, changes the language there, or
comes back to it after signing in, asks for an address to which only the form is sent; the form
stands at the nearest address above it.
"""

from collections.abc import Iterator
from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from shared import problems

API = "/api/"


def register(app: Flask) -> None:
    """Pages lead on; what programs ask stays a problem that names the methods."""
    app.register_error_handler(MethodNotAllowed, _lead_on)


def above(path: str) -> str | None:
    """The nearest address above that one which can be opened; None where there is none."""
    addresses = current_app.create_url_adapter(request)
    if addresses is None:
        return None
    return next((one for one in _parents(path) if addresses.test(one, "GET")), None)


def _parents(path: str) -> Iterator[str]:
    while (path := path.rpartition("/")[0]) != "":
        yield path
    yield "/"


def _lead_on(error: MethodNotAllowed) -> Response:
    page = request.method == "GET" and not request.path.startswith(API)
    to = above(request.path) if page else None
    return redirect(quote(to), 303) if to else problems.of_http(error)
