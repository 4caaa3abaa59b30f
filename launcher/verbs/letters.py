"""`tindak letters import FILE.(json|csv|xlsx) [--dry-run]`: letters from a file, all or nothing;
`held`, `release`, `discard`: outgoing ones that wait for an admin's word.

Owns: what an import prints. Followup hears of imported letters from intake's feed, within seconds.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from launcher import desk, held
from services.intake import imports
from services.intake.imports import BadRows, RowFault
from services.intake.posting import Posted
from shared import registry
from shared.db import reading


def run(argv: list[str]) -> int:
    """What the second word says; each answers an exit code."""
    parser = argparse.ArgumentParser(prog="tindak letters", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    importing = verbs.add_parser("import", help="the shape of POST /letters, or its table")
    importing.add_argument("file", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="list the faults, write nothing")
    importing.add_argument("--office", help="the code of the Ombudsman's office that writes")
    importing.set_defaults(run=_import)
    held.add_to(verbs)
    asked = parser.parse_args(argv[1:])
    code: int = asked.run(asked)
    return code


def _import(asked: argparse.Namespace) -> int:
    """Import the file, or list every fault with row and column: then 1, and nothing is written."""
    sheet = imports.read(asked.file)
    settings = desk.settings()
    with desk.database(settings, "registry") as engine, reading(engine) as conn:
        book = registry.book(conn)
    faults: Sequence[RowFault] = ()
    with desk.database(settings, "intake") as engine:
        try:
            if asked.dry_run:
                with reading(engine) as conn:
                    faults = imports.check(conn, settings.clock, book, sheet, asked.office)
            else:
                done = imports.each(engine, settings.clock, book, sheet, asked.office)
                print("".join([_line(one) for one in done]), end="")
        except BadRows as refusal:
            faults = refusal.faults
    for fault in faults:
        print(f"row {fault.row}, {fault.column}: {fault.message}")
    if asked.dry_run:
        print(f"{len(sheet.letters)} letters read, {len(faults)} faults, nothing written.")
    return 1 if faults else 0


def _line(one: Posted) -> str:
    codes = ", ".join(point.code for point in one.recommendations)
    return f"{one.letter.number}: {codes}\n"
