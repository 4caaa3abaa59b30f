"""Headers that protect.

Owns: what every answer says to browsers about scripts, frames, sniffing, referrers and caches.
Everything comes from this address: nothing inline, nothing from elsewhere.
A view may say more for its own answer.
"""

from flask import Flask, Response, request

CSP = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NOT_KEPT = {"Cache-Control": "no-store"}
_HSTS = "max-age=31536000; includeSubDomains"


def register(app: Flask, *, production: bool) -> None:
    """Every answer of the app gets them; HSTS in production, where TLS ends before us."""

    always = {**_ALWAYS, "Strict-Transport-Security": _HSTS} if production else _ALWAYS

    @app.after_request
    def protect(answer: Response) -> Response:
        said = {name.lower() for name, _ in answer.headers}
        wanted = {**always, **_NOT_KEPT} if request.path.startswith("/api/") else always
        for name, value in wanted.items():
            if name.lower() not in said:
                answer.headers.add(name, value)
        return answer
