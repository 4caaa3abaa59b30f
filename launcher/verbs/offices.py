"""`tindak offices import FILE.csv`: adds and changes offices; repeatable."""

import argparse
from pathlib import Path

from launcher import desk
from launcher.oneline import OneLine
from shared import offices


def run(argv: list[str]) -> int:
    """Import the file; every fault is named with row and column, and then nothing is written."""
    parser = argparse.ArgumentParser(prog="tindak offices", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    importing = verbs.add_parser("import", help="columns as in data/offices-babel.csv")
    importing.add_argument("file", type=Path)
    asked = parser.parse_args(argv[1:])
    rows = offices.read_csv(read(asked.file))
    with desk.registry() as conn:
        changed = offices.import_offices(conn, rows)
    print(f"{len(rows)} offices read, {changed} of them new or changed.")
    return 0


def read(path: Path) -> str:
    """The file's text; raises OneLine where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OneLine(f"{path} cannot be read: {error}.") from error
