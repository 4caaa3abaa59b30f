"""A short run on each database: real processes, real people, and faults between."""

import subprocess

import pytest

from launcher.places import ROOT

SEED = "5"
SECONDS = 240
"""For a machine that does much else; alone it takes a fifth of that."""


@pytest.mark.timeout(SECONDS + 30)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_missed_doubled_or_lost(database: str) -> None:
    words = ["--seed", SEED, "--size", "short", "--database", database]
    done = subprocess.run(
        [ROOT / "tindak", "faults", *words], capture_output=True, text=True, check=False,
        timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-8000:]}\n{done.stderr[-4000:]}"
    assert f"seed {SEED} on {database}" in done.stdout
    assert "0 findings" in done.stdout
