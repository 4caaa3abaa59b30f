"""What went wrong, in one line for the person at the terminal."""


class OneLine(Exception):
    """Says what is wrong and what to do; the launcher prints it and exits 2."""
