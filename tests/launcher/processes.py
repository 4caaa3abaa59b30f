"""Looking at processes, as Linux shows them."""

from pathlib import Path


def lives(pid: int) -> bool:
    """Whether the process runs: a dead one that its new parent has not yet noticed does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def descendants(pid: int) -> dict[int, str]:
    """Every living process below `pid`, with its name and its command line."""
    found: dict[int, str] = {}
    for child in _children(pid):
        if lives(child):
            found[child] = f"{_read(child, 'comm')} {_read(child, 'cmdline')}"
            found |= descendants(child)
    return found


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(word) for word in text.split()]


def _read(pid: int, what: str) -> str:
    try:
        return Path(f"/proc/{pid}/{what}").read_text().replace("\0", " ").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""
