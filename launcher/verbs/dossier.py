"""`tindak dossier CODE [--output FILE.zip]`: everything of one recommendation, with its proof."""

import argparse
from pathlib import Path

from launcher import desk
from launcher.dossier.make import make


def run(argv: list[str]) -> int:
    """Write the file and print its manifest's SHA-256; a refusal where it would not verify."""
    parser = argparse.ArgumentParser(prog="tindak dossier", description=__doc__)
    parser.add_argument("code", help="REK-BABEL-2022-0001")
    parser.add_argument("--output", type=Path, help="CODE.zip in this folder unless told")
    asked = parser.parse_args(argv[1:])
    output: Path = asked.output or Path(f"{asked.code}.zip")
    settings = desk.settings()
    with desk.database(settings, "intake") as intake, desk.database(settings, "followup") as own:
        evidence = settings.data / "evidence"
        now = settings.clock.now()
        seal = make(intake, own, evidence, asked.code, output, made_at=now)
    print(f"{output}: the manifest's SHA-256 is {seal}")
    print(f"python3 verify_dossier.py {output.name} verifies it; the script is inside, too.")
    return 0
