"""`tindak backup FILE`: everything in one file, while it runs."""

import argparse
from contextlib import ExitStack
from pathlib import Path

from launcher import desk
from launcher.backup import make
from launcher.backup.kept import KEPT


def run(argv: list[str]) -> int:
    """Write the file and tell what is in it; nothing is written where a part cannot be read, and
    then 2."""
    parser = argparse.ArgumentParser(prog="tindak backup", description=__doc__)
    parser.add_argument("file", type=Path, help="a tar archive; keep it secret")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.add_argument(
        "--despite-damage",
        action="store_true",
        help="leave out files of evidence that are missing or changed, and name them",
    )
    asked = parser.parse_args(argv[1:])
    settings = desk.installed()
    with ExitStack() as stack:
        engines = {name: stack.enter_context(desk.database(settings, name)) for name in make.ORDER}
        made = make.make(
            engines, settings.data, KEPT, settings.clock, asked.file,
            force=asked.force, despite_damage=asked.despite_damage,
        )  # fmt: skip
    return _tell(asked.file, made)


def _tell(file: Path, made: make.Made) -> int:
    said = made.manifest
    rows = sum(one.rows for one in said.databases.values())
    size = file.stat().st_size
    print(
        f"{file}: {rows} rows of {len(said.databases)} databases and {said.evidence.files} files "
        f"of evidence as of {said.as_of:%Y-%m-%d %H:%M:%S} UTC, {size} bytes; the manifest's "
        f"SHA-256 is {made.seal}"
    )
    for sha256 in said.evidence.damaged:
        print(f"left out, missing or changed: evidence {sha256}")
    return 1 if said.evidence.damaged else 0
