"""`tindak verify`: the hash chains of every stream of both services."""

import argparse
from importlib import import_module

from launcher import desk
from shared.db import reading
from shared.stream import Streams

STREAMS = {"intake": "services.intake.store.tables", "followup": "services.followup.tables"}


def run(argv: list[str]) -> int:
    """Answers 1 where an event does not verify; the first bad one of each stream is named."""
    argparse.ArgumentParser(prog="tindak verify", description=__doc__).parse_args(argv[1:])
    settings = desk.settings()
    wrong = 0
    for service, module in STREAMS.items():
        streams: Streams = import_module(module).streams
        with desk.database(settings, service) as engine, reading(engine) as conn:
            for bad in streams.verify(conn):
                wrong += 1
                print(f"{service}: stream {bad.stream}, sequence {bad.seq}: {bad.reason}.")
            heads = streams.heads(conn)
        count = sum(head for head, _ in heads.values())
        print(f"{service}: {len(heads)} streams, {count} events read.")
    return 1 if wrong else 0
