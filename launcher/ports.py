"""Ports that somebody types."""

from launcher.oneline import OneLine


def port(text: str) -> int:
    """The port that `--port` or `TINDAK_PORT` names; raises OneLine where there is none such."""
    if text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 65_536:
        return int(text)
    raise OneLine(f"there is no port {text!r}: choose one from 1 to 65535.")
