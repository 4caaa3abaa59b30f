"""Forms that nobody else can send in a visitor's name.

Owns: the token that every form of a page carries, tied to the browser's session (or, before
sign-in, to a nonce of its own), and its check before a page takes anything; a script carries it in
a header. It looks different each time: pages go out compressed, and a text that stood beside the
same secret again and again would tell it by its length (BREACH).
"""

import hashlib
import hmac
import secrets

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import BadRequest

from shared import auth, cookies
from shared.context import settings

FIELD, HEADER = "csrf", "X-Csrf-Token"
_HARMLESS = ("GET", "HEAD", "OPTIONS")


def register(app: Flask) -> None:
    """Whatever a page takes is checked; call it after the bounds of bodies are set up."""
    app.before_request(_check)
    app.after_request(_remember_guest)


def token() -> str:
    """The token for a form on the page that is being made."""
    proof = _proof(cookies.session() or cookies.guest() or _new_guest())
    mask = secrets.token_bytes(len(proof))
    return (mask + _masked(proof, mask)).hex()


def _check() -> None:
    if request.method in _HARMLESS or request.endpoint is None:
        return
    if not auth.mark_of(current_app, request.endpoint).page:
        return
    tied_to = cookies.session() or cookies.guest()
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if tied_to is None or not hmac.compare_digest(_unmasked(given), _proof(tied_to)):
        raise BadRequest("This form is not of this session; open the page again.")


def _proof(tied_to: str) -> bytes:
    key = settings().secret_key.encode()
    return hmac.digest(key, f"form\n{tied_to}".encode(), hashlib.sha256)


def _masked(proof: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(proof, mask, strict=True))


def _unmasked(given: str) -> bytes:
    try:
        both = bytes.fromhex(given)
        return _masked(both[: len(both) // 2], both[len(both) // 2 :])
    except ValueError:
        return b""


def _new_guest() -> str:
    nonce: str = g.setdefault("new_guest", secrets.token_urlsafe(32))
    return nonce


def _remember_guest(answer: Response) -> Response:
    nonce = g.get("new_guest")
    if nonce:
        cookies.set_guest(answer, nonce)
    return answer
