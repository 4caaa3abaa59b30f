"""`tindak bench [NAME]`: measurements on this machine, printed as tables.

Owns: which measurements there are. With no name all of them are taken, one after the other; what
they found is kept in docs/figures/ and put into docs/performance.md.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from bench import paper

BENCHES: Mapping[str, tuple[str, str]] = {
    "post": ("bench.post", "POST /recommendations against a bare view with two inserts"),
    "bulk": ("bench.bulk", "a letter of 1,000 and a sheet of 20,000 rows against COPY of the same"),
    "chain": ("bench.chain", "verifying and reading a stream against SHA-256 of the same bytes"),
    "audit": ("bench.audit", "the no-miss audit of a stream against SHA-256 of the same bytes"),
    "register": ("bench.register", "the register's pages, filters and search over very many"),
    "pages": ("bench.pages", "how long each page takes with 10,000 recommendations"),
    "broker-down": (
        "bench.broker_down",
        "how long a POST to intake takes with the broker up, refused and frozen",
    ),
    "days": ("bench.days", "what a deadline by working days costs, and its card"),
    "sweep": ("bench.sweep", "a sweep with nothing due, of few and of many open cases"),
    "due": ("bench.due", "a sweep with 1,000 due, against one statement a table"),
    "overdue": ("bench.overdue", "all that is overdue after an outage, escalated at once"),
    "rebuild": ("bench.rebuild", "how many events a second a rebuild folds"),
    "year": ("bench.nation_year", "one year of the nation on the real code, day by day"),
    "memory": ("bench.memory", "memory of the whole of `up`, and how soon it is ready"),
    "standing": ("bench.standing", "from an accepted post to its case with its deadline"),
    "instant": ("bench.instant", "from an instant that passes to the escalation on record"),
    "workers": ("bench.workers", "what a second worker brings on 33 streams"),
    "holding": ("bench.holding", "holding deadlines, against celery eta, redbeat and others"),
}
WRONG_USE = 2


def main(argv: Sequence[str]) -> int:
    """Run the measurement named first with the rest; answers its exit code."""
    if not argv:
        return _all()
    if argv[0] in ("-h", "--help"):
        print(_usage())
        return 0
    if argv[0] == "write":
        paper.write()
        return 0
    if argv[0] not in BENCHES:
        print(f"tindak: there is no measurement {argv[0]!r}.\n{_usage()}", file=sys.stderr)
        return WRONG_USE
    return _measure(argv[0], argv[1:])


def _all() -> int:
    """Answers 1 where a bar of any does not hold."""
    codes = []
    for name, (_, about) in BENCHES.items():
        print(f"\n{name}: {about}", flush=True)
        codes.append(_measure(name, ["--json", str(paper.kept(name))]))
    paper.write()
    return max(codes)


def _measure(name: str, flags: Sequence[str]) -> int:
    code: int = import_module(BENCHES[name][0]).run(flags)
    return code


def _usage() -> str:
    width = max(map(len, BENCHES))
    lines = [f"  {name:{width}}  {what}" for name, (_, what) in BENCHES.items()]
    end = f"  {'write':{width}}  put what docs/figures/ holds into docs/performance.md once more"
    return "\n".join(["usage: tindak bench [NAME [flags]]; each has --help", *lines, end])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
