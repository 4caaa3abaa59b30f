"""Programs from Debian that tests use where they can: a browser, the production gateway, and a
clock that is wrong.

Owns: getting them, quietly and in bounded time. Nothing here may fail a test run: without them
the tests that need them are skipped, and say so.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from launcher.places import ROOT

SECONDS = 240
UNPACKED = ROOT / ".venv" / "debian"
NGINX = UNPACKED / "usr" / "sbin" / "nginx"


def nginx() -> Path | None:
    """The system's nginx, or the one that `fetch` unpacked."""
    found = shutil.which("nginx")
    return Path(found) if found else NGINX if NGINX.exists() else None


def chromium() -> Path | None:
    """The system's Chromium."""
    found = shutil.which("chromium")
    return Path(found) if found else None


def faketime() -> Path | None:
    """The library that gives one process another clock: the system's, or as `fetch` unpacked it."""
    places = ("usr/lib/*/faketime/libfaketime.so.1", "usr/lib/faketime/libfaketime.so.1")
    found = [path for root in (Path("/"), UNPACKED) for name in places for path in root.glob(name)]
    return found[0] if found else None


def fetch(environ: Mapping[str, str]) -> None:
    """Install Chromium, and unpack nginx (which, installed, would start serving port 80) and
    libfaketime."""
    if nginx() and chromium() and faketime():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get") or environ.get("TINDAK_TEST_NO_APT"):
        _say("without Chromium, nginx or libfaketime: tests that need them are skipped")
        return
    _say("getting Chromium, nginx and libfaketime from Debian (once) …")
    try:
        _apt("update", "-qq")
        if nginx() is None:
            _unpack("nginx")
        if faketime() is None:
            _unpack("libfaketime")
        if chromium() is None:
            _apt("install", "-qq", "--yes", "--no-install-recommends", "chromium")
    except (subprocess.SubprocessError, OSError) as error:
        _say(f"that did not work ({error}): tests that need them are skipped")


def _unpack(package: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _apt("download", "-qq", package, folder=folder)
        for archive in Path(folder).glob("*.deb"):
            _quietly(["dpkg", "-x", str(archive), str(UNPACKED)], folder)


def _apt(*words: str, folder: str = "/") -> None:
    _quietly(["apt-get", *words], folder)


def _quietly(command: list[str], folder: str) -> None:
    subprocess.run(  # noqa: S603  (fixed words)
        command,
        check=True,
        cwd=folder,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def _say(words: str) -> None:
    print(f"tindak: {words}", file=sys.stderr, flush=True)
