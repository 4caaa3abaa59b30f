"""The cookies of the pages.

Owns: their names and how they are set. The session's carries the same secret as a bearer would, but
only pages read it; the guest's ties the sign-in form to the browser that asked for it; the
language's is a preference.
"""

from flask import Response, request

from shared.context import settings
from shared.secrets_at_rest import SESSION_PREFIX
from shared.sessions import LENGTH

SESSION, GUEST, LANGUAGE = "tindak_sesi", "tindak_tamu", "tindak_bahasa"
_YEAR = 365 * 86_400


def session() -> str | None:
    """The session's secret that this request's cookie carries, if any."""
    carried = request.cookies.get(SESSION, "")
    return carried if carried.startswith(SESSION_PREFIX) else None


def guest() -> str | None:
    """The nonce of a browser that is not signed in, if it has one."""
    return request.cookies.get(GUEST) or None


def open_for(answer: Response, secret: str) -> None:
    """The browser is signed in from now on, as long as the session lives."""
    _set(answer, SESSION, secret, int(LENGTH.total_seconds()))
    answer.delete_cookie(GUEST)


def close(answer: Response) -> None:
    """The browser is signed in no more."""
    answer.delete_cookie(SESSION)


def set_guest(answer: Response, nonce: str) -> None:
    """The browser keeps this nonce until it is closed."""
    _set(answer, GUEST, nonce, None)


def set_language(answer: Response, name: str) -> None:
    """The browser asks for pages in this language from now on."""
    _set(answer, LANGUAGE, name, _YEAR)


def _set(answer: Response, name: str, value: str, seconds: int | None) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings().public_url.startswith("https:"),
    )
