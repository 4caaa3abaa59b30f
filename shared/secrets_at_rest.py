"""Secrets that are shown once.

Owns: how a bearer secret is made (256 random bits) and the one-way form in which it is kept.
With so many bits a plain SHA-256 cannot be guessed back; passwords of people take argon2 instead.
"""

import base64
import hashlib
import hmac
import secrets

TOKEN_PREFIX = "tl_"  # noqa: S105 - says what kind of secret follows
SESSION_PREFIX = "ts_"
LINK_PREFIX = "tk_"


def new_secret(prefix: str) -> str:
    """A fresh secret such as `tl_` and 43 characters."""
    return prefix + secrets.token_urlsafe(32)


def derived_secret(prefix: str, own: str, *parts: str) -> str:
    """The same secret for the same parts, which only who knows `own` could have made: so that an
    answer can be repeated without its secret having been kept."""
    digest = hmac.digest(own.encode(), "\n".join(parts).encode(), "sha256")
    return prefix + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def kept(secret: str) -> str:
    """What is stored of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fresh_password() -> str:
    """A password that nobody chose: 20 characters, 120 random bits."""
    return secrets.token_urlsafe(15)
