"""In which order codes of recommendations stand.

Owns: that a number of five digits comes after one of four, which as text it does not. A table has
no index of that: it is read in the order of its ids, in which codes are given.
"""

_BETWEEN = "-"


def by_number(code: str) -> tuple[str, int, str]:
    """The key to sort `REK-BABEL-2026-10000` by: region and year, then the number; a code of
    another form stands where its text does."""
    before, _, number = code.rpartition(_BETWEEN)
    return (before, int(number), code) if number.isdecimal() else (code, 0, code)
