"""`tindak bench NAME`: one measurement on this machine, printed as a table.

Owns: which measurements there are.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

BENCHES: Mapping[str, tuple[str, str]] = {
    "pages": ("bench.pages", "how long each page takes with 10,000 recommendations"),
    "broker-down": (
        "bench.broker_down",
        "how long a POST to intake takes with the broker up, refused and frozen",
    ),
    "days": ("bench.days", "what a deadline by working days costs, and its card"),
}
WRONG_USE = 2


def main(argv: Sequence[str]) -> int:
    """Run the measurement named first with the rest; answers its exit code."""
    if not argv or argv[0] in ("-h", "--help"):
        print(_usage())
        return 0 if argv else WRONG_USE
    if argv[0] not in BENCHES:
        print(f"tindak: there is no measurement {argv[0]!r}.\n{_usage()}", file=sys.stderr)
        return WRONG_USE
    module, _ = BENCHES[argv[0]]
    code: int = import_module(module).run(argv[1:])
    return code


def _usage() -> str:
    width = max(map(len, BENCHES))
    lines = [f"  {name:{width}}  {what}" for name, (_, what) in BENCHES.items()]
    return "\n".join(["usage: tindak bench NAME [flags]; each has --help", *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
