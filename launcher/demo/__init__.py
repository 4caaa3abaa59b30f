"""`tindak demo`: the Babel office's 2022 letter goes the whole road on a simulated clock.

Owns: the verb. Everything is the real installation; only its clock is moved by hand, and what the
people of the story say is said over the same API as anybody's.
"""

import argparse
import os
import shutil
from pathlib import Path
from threading import Event

from launcher import ending, environment, installation, places
from launcher.demo import access, story, visit
from launcher.demo.people import People
from launcher.demo.road import Road
from launcher.demo.teller import Teller, table
from launcher.ports import port
from shared.clock import ANCHOR_NAME, AnchoredClock

INPUT = places.ROOT / "data"
PAUSE = 0.25


def run(argv: list[str]) -> int:
    """Tell the story; then stay up until Ctrl-C, or end at once with `--until-done`."""
    parser = argparse.ArgumentParser(prog="tindak demo", description=__doc__)
    parser.add_argument(
        "--until-done", action="store_true", help="exit 0 when the road is complete"
    )
    parser.add_argument("--port", type=port, default=environment.DEFAULT_PORT)
    asked = parser.parse_args(argv[1:])
    data = places.data_folder(os.environ) / "demo"
    data.mkdir(mode=0o700, exist_ok=True)
    acts = story.read(INPUT / "demo-story.json")
    _empty(data)
    environment.keep(data, "demo")
    given = environment.embedded(os.environ, data, port=asked.port)
    given["TINDAK_CLOCK"] = f"{acts[0].at.isoformat()}@0"
    _say("Starting a database, a broker and both services; the first time takes longest …")
    try:
        with (
            ending.by_signal(),
            installation.running(given, data, port=asked.port) as house,
        ):
            keys = access.prepare(given)
            kept = access.keep(data, keys)
            clock = AnchoredClock(data / ANCHOR_NAME)
            people = People(given["TINDAK_PUBLIC_URL"], keys.tokens, INPUT)
            road = Road(clock, people, Teller(data / "mailbox"), acts)
            _say(f"Tindak Lanjut answers at {people.address}; time is simulated.")
            _say(f"Accounts and tokens: {kept}\n")
            road.go(_say, 0.0 if asked.until_done else PAUSE)
            cases = road.cases()
            _say("\n".join(["", *table(cases), ""]))
            if asked.until_done:
                return 0
            clock.resume()
            _say(visit.told(kept, people.address, keys.passwords, cases, clock.now()))
            house.watch(Event())
    except KeyboardInterrupt:
        print("Stopped.")
    return 0


def _say(words: str) -> None:
    print(words, flush=True)


def _empty(data: Path) -> None:
    """Each demonstration begins anew; raises places.InUse while another one runs there."""
    with places.held(data):
        for path in data.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()
