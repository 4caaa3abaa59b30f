"""The installation's signature.

Owns: the Ed25519 key (RFC 8032) that signs certificates: the setting's, or one made on first use
in the data folder; and checking a signature with the public key alone. Keys and signatures are
hexadecimal. The cryptography is imported when something is signed or checked: once a day.
"""

import contextlib
import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "signing-key"


class Signer:
    """Who signs for this installation."""

    def __init__(self, seed: str) -> None:
        self._seed = bytes.fromhex(seed)

    @property
    def public(self) -> str:
        """The key with which anybody can check what was signed."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, text: str) -> str:
        """The signature of the text's UTF-8 bytes."""
        return self._key.sign(text.encode()).hex()

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

        return ed25519.Ed25519PrivateKey.from_private_bytes(self._seed)


def signer(setting: str | None, data: Path) -> Signer:
    """Who signs with the setting's key, or with the one of the data folder."""
    return Signer(setting or _kept(data / FILE))


def genuine(text: str, signature: str, key: str) -> bool:
    """Whether the owner of that public key signed this text; False for what is no key or no
    signature at all."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _kept(path: Path) -> str:
    """The key in that file. It appears whole or not at all, so that two who make it at once end
    with the same."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{FILE}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
