"""What no tracked file may hold: hosts of package registries, paths of one machine, secrets."""

import re
from itertools import pairwise

import pytest

from tests.house.sources import ROOT, tracked

# Brackets keep this file from holding what it looks for.
LEAKS = re.compile(
    r"files\.pythonhoste[d]|pyp[i]\.org|registry\.npmj[s]|deb\.debia[n]\.org"
    r"|/roo[t]/|/wor[k]/|/hom[e]/[a-z]|BEGIN [A-Z ]*PRIVATE KE[Y]|tl_[A-Za-z0-9_-]{43}"
)
LOCKS = ("run", "test", "bench")


def test_no_tracked_file_leaks() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit}" for hit in LEAKS.findall(text)]
    assert found == []


@pytest.mark.parametrize("text", ["from pyp" + "i.org", "/ro" + "ot/.cache", "/hom" + "e/me"])
def test_the_rule_would_notice(text: str) -> None:
    assert LEAKS.search(text)


def packages(lock: str) -> dict[str, str]:
    """Each package of a lock with its version and hashes."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    blocks = re.findall(r"^(\S+==.*(?:\n    .*)*)", text, re.MULTILINE)
    return {block.partition("==")[0]: block for block in blocks}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes_and_no_address(lock: str) -> None:
    found = packages(lock)
    assert len(found) > 20
    assert [name for name, block in found.items() if "--hash=sha256:" not in block] == []
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize(("lock", "wider"), list(pairwise(LOCKS)))
def test_each_lock_holds_the_one_before_it(lock: str, wider: str) -> None:
    held = packages(wider)
    assert [name for name, block in packages(lock).items() if held.get(name) != block] == []
