"""What a request may carry, whatever its route.

Owns: the bound on its size, the media type that its route reads, and text that no database can
keep or nobody should read (NUL, halves of surrogate pairs, overrides of the direction of reading):
each is refused before a view sees it. JSON is parsed here, once.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from shared.refusal import Fault, Invalid

USUAL_BYTES = 2 * 1024 * 1024
View = TypeVar("View", bound=Callable[..., Any])
_MEDIA_TYPES = {"json": "application/json", "files": "multipart/form-data"}
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F]|202[dDeE])|\xe2\x80[\xad\xae]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff\u202d\u202e]")
_MESSAGE = (
    "This text holds a character that cannot be kept (NUL, half of a surrogate pair, or one that "
    "turns the direction of reading)."
)


def at_most(size: int) -> Callable[[View], View]:
    """Marks a view as taking bodies of up to `size` bytes instead of two mebibytes."""

    def decorate(view: View) -> View:
        view.__dict__["_most_bytes"] = size
        return view

    return decorate


def register(app: Flask) -> None:
    """Every request is checked, after its sign-in."""
    app.before_request(_check)


def _check() -> None:
    if request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    request.max_content_length = getattr(view, "_most_bytes", USUAL_BYTES)
    if request.content_length or request.content_type:
        _check_media_type(view)
    faults = list(_unkeepable())
    if faults:
        raise Invalid({path: [Fault(_MESSAGE)] for path in faults})


def _check_media_type(view: Callable[..., Any]) -> None:
    taken = _media_type(view)
    if taken is not None and request.mimetype != taken:
        raise UnsupportedMediaType(f"Send the body as {taken}.")


def _media_type(view: Callable[..., Any]) -> str | None:
    """What the view's documented arguments are read from; None where it reads no body."""
    documented = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", ())
    places = [one["in"] for one in documented if isinstance(one, dict)]
    return next((_MEDIA_TYPES[place] for place in places if place in _MEDIA_TYPES), None)


def _unkeepable() -> Iterator[str]:
    """The paths of all texts in the address and the body that cannot be kept."""
    yield from (name for name, value in _pairs() if _UNKEEPABLE.search(f"{name}{value}"))
    raw = request.get_data(cache=True) if request.is_json else b""
    if raw:
        g.json_body = _parsed(raw)
        if _SUSPECT.search(raw):
            yield from _within(g.json_body, "")


def _parsed(raw: bytes) -> Any:
    """What the body says; raises BadRequest where it is not JSON in UTF-8, is nested too deeply, or
    says one thing twice (RFC 8259, 4: which of the two counts is anybody's guess)."""
    try:
        return json.loads(raw.decode(), parse_constant=_no_number, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"The body is not JSON: {type(error).__name__}.") from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = Counter(name for name, _ in pairs)
        twice = names.most_common(1)[0][0]
        raise BadRequest(f"The body names {json.dumps(twice[:80])} twice; say it once.")
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def _pairs() -> Iterator[tuple[str, object]]:
    yield from (request.view_args or {}).items()
    yield from request.args.items(multi=True)
    if request.mimetype in _FORMS:
        yield from request.form.items(multi=True)
        yield from ((name, file.filename) for name, file in request.files.items(multi=True))


def _within(value: object, path: str) -> Iterator[str]:
    """Where in a JSON value such a text stands."""
    if isinstance(value, str):
        if _UNKEEPABLE.search(value):
            yield path or "body"
        return
    pairs: Iterator[tuple[object, object]] = iter(())
    if isinstance(value, dict):
        pairs = iter(value.items())
    elif isinstance(value, list):
        pairs = iter(enumerate(value))
    for key, inner in pairs:
        here = f"{path}.{key}" if path else str(key)
        if isinstance(key, str) and _UNKEEPABLE.search(key):
            yield path or "body"
        else:
            yield from _within(inner, here)
