"""Letter numbers.

Owns: when two numbers are the same. Offices write theirs in capitals or not, with wide or narrow
spaces; it is one letter all the same.
"""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def key(number: str) -> str:
    """What two spellings of the same number have in common."""
    return " ".join(unicodedata.normalize("NFKC", number).casefold().split())


def unseen(number: str) -> str | None:
    """The first character of the number that nobody sees (a control, a line break, a format)."""
    return next((one for one in number if unicodedata.category(one) in _UNSEEN), None)
