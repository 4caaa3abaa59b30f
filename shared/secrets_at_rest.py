"""Secrets that are shown once.

Owns: how a bearer secret is made (256 random bits) and the one-way form in which it is kept.
With so many bits a plain SHA-256 cannot be guessed back; passwords of people take argon2 instead.
"""

import hashlib
import secrets

TOKEN_PREFIX = "tl_"  # noqa: S105 - says what kind of secret follows
SESSION_PREFIX = "ts_"


def new_secret(prefix: str) -> str:
    """A fresh secret such as `tl_` and 43 characters."""
    return prefix + secrets.token_urlsafe(32)


def kept(secret: str) -> str:
    """What is stored of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
