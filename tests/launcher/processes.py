"""Looking at processes, as Linux shows them."""

from pathlib import Path


def lives(pid: int) -> bool:
    """Whether the process runs: a dead one that its new parent has not yet noticed does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def descendants(pid: int) -> dict[int, str]:
    """Every living process below `pid`, with its command line."""
    found: dict[int, str] = {}
    for child in _children(pid):
        if lives(child):
            found[child] = _command(child)
            found |= descendants(child)
    return found


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(word) for word in text.split()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""
