"""`tindak up`: the whole installation on this machine, kept between runs.

Owns: what is printed and how it ends. The first administrator's account is made by the verb
`prepare`, in a process of its own: this one lives long and stays small.
"""

import argparse
import os
from threading import Event

from launcher import ending, environment, installation, places
from launcher.ports import port
from shared import config

NEXT = """\
Administrator: {admin}, password in {password}
Empty so far? Tell it its offices, then make a token for the Ombudsman's program:
  ./tindak offices import data/offices-babel.csv
  ./tindak token create --role ombudsman --office OMBUDSMAN-BABEL
Ctrl-C ends it; what it holds stays in {data}."""


def run(argv: list[str]) -> int:
    """Run until Ctrl-C or SIGTERM, then leave nothing running."""
    parser = argparse.ArgumentParser(prog="tindak up", description=__doc__)
    parser.add_argument("--port", type=port, default=environment.DEFAULT_PORT)
    parser.add_argument("--host", default=installation.LOCALHOST)
    asked = parser.parse_args(argv[1:])
    data = places.data_folder(os.environ)
    given = environment.embedded(os.environ, data, port=asked.port)
    given["TINDAK_ENV"] = os.environ.get("TINDAK_ENV") or "production"
    config.load(given)
    try:
        with (
            ending.by_signal(),
            installation.running(given, data, host=asked.host, port=asked.port) as house,
        ):
            print(f"Tindak Lanjut answers at {given['TINDAK_PUBLIC_URL']}, log in {house.log_path}")
            secret = data / installation.ADMIN_PASSWORD
            print(NEXT.format(admin=installation.ADMIN, password=secret, data=data), flush=True)
            house.watch(Event())
    except KeyboardInterrupt:
        print("Stopped.")
    return 0
