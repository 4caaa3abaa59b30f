"""`tindak intake`, `followup`, `web`: one web process for one service, or for both.

Owns: where it listens. Flags win over `TINDAK_HOST`, `TINDAK_PORT`, `TINDAK_WEB_WORKERS`.
"""

import argparse
import os

from launcher import fit, serving
from launcher.ports import port
from shared import config

FACTORIES = {
    "intake": "services.intake.main:create_app",
    "followup": "services.followup.main:create_app",
    "web": "launcher.both:create_app",
}


def run(argv: list[str]) -> int:
    """Serve until SIGTERM or SIGINT."""
    verb, *rest = argv
    given = os.environ
    parser = argparse.ArgumentParser(prog=f"tindak {verb}", description=__doc__)
    parser.add_argument("--host", default=given.get("TINDAK_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=port, default=given.get("TINDAK_PORT", "8000"))
    parser.add_argument("--workers", type=int, default=given.get("TINDAK_WEB_WORKERS", "1"))
    asked = parser.parse_args(rest)
    fit.require(verb, config.load(given))
    proxies = given.get("TINDAK_TRUSTED_PROXIES", "")
    serving.serve(FACTORIES[verb], asked.host, asked.port, asked.workers, proxies)
    return 0
