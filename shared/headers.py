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
_HSTS = "max-age=31536000; includeSubDomains"


def register(app: Flask, *, production: bool) -> None:
    """Every answer of the app gets them; HSTS in production, where TLS ends before us."""

    @app.after_request
    def protect(answer: Response) -> Response:
        for name, value in _ALWAYS.items():
            answer.headers.setdefault(name, value)
        if production:
            answer.headers.setdefault("Strict-Transport-Security", _HSTS)
        if request.path.startswith("/api/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer
