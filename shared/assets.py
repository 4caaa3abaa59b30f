"""The files that pages load.

Owns: `/static/…`, and the address of each file, which carries the hash of what is in it: so a
browser keeps it for a year and never an old one. Text goes out compressed where the browser takes
that; nothing secret is in these files, so their length tells nothing.
"""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from shared import auth

_STATIC = Path(__file__).parent / "static"
_A_DAY, _A_YEAR = 86_400, 31_536_000
_TEXTS = (".css", ".js", ".svg")
_DIGITS = 12


def register(app: Flask) -> None:
    """The files are open: they tell nothing that is not printed in the README."""
    app.add_url_rule("/static/<path:filename>", "static", static)
    app.jinja_env.globals["asset"] = asset


def asset(filename: str) -> str:
    """The address of that file of `shared/static`; raises OSError where there is none."""
    return f"/static/{filename}?v={_digest(filename)}"


@auth.open_route
def static(filename: str) -> Response:
    """A file of `shared/static`; for a year under the address that `asset` gave it, else a day."""
    answer = send_from_directory(_STATIC, filename, max_age=_A_DAY, conditional=False)
    if request.args.get("v") == _digest(filename):
        answer.cache_control.max_age = _A_YEAR
        answer.cache_control.immutable = True
        answer.cache_control.public = True
    if filename.endswith(_TEXTS):
        answer.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"]:
            _compress(answer, filename)
    answer.make_conditional(request)
    return answer


def _compress(answer: Response, filename: str) -> None:
    answer.direct_passthrough = False
    answer.close()
    answer.set_data(_compressed(filename))
    answer.content_encoding = "gzip"
    answer.set_etag(f"{_digest(filename)}-gzip")


@lru_cache
def _digest(filename: str) -> str:
    return hashlib.sha256((_STATIC / filename).read_bytes()).hexdigest()[:_DIGITS]


@lru_cache
def _compressed(filename: str) -> bytes:
    return gzip.compress((_STATIC / filename).read_bytes(), 9, mtime=0)
