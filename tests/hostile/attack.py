"""schemathesis's own engine against both services at one address: a real HTTP server.

All of its phases: the document's examples, the edges of every schema, random requests good and bad,
and chains of calls (it infers the links from ids and `Location`). Every check is on. One is told
more than it knows: a 422 may answer what the schema allows, for reasons that no schema can state
(an office that does not exist, one date before another, a NUL inside of a text). Our own check
sees to it that the reason is such a one: a fault of shape would mean that the description promises
too much.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.hostile.world import World

SLOW_SECONDS = 20
"""No answer takes longer, even on a machine that is busy with other things."""
PASSING = ["2xx", "3xx", "401", "403", "404", "409", "422", "429"]
SHAPE = (
    "Not a valid", "Missing data", "Unknown field", "Field may not", "Shorter than", "Longer than",
    "Length must", "Must be", "Name each once", "Dates lie between", "Write the date",
    "Invalid input", "visible ASCII",
)  # fmt: skip
"""How faults begin that a schema can state."""

CENTURY = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat)
"""The days that the description allows; out of all days there are too few of them to be found."""
schemathesis.openapi.format("date", CENTURY)


@dataclass
class Attack:
    """What was tried, and what failed."""

    tried: int = 0
    phases: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)


@schemathesis.check
def refused_for_what_no_schema_can_state(_ctx: Any, response: Any, case: Any) -> None:
    """What the description allows is not refused for its shape."""
    if (
        response.status_code != 422
        or case.meta is None
        or not case.meta.generation.mode.is_positive
    ):
        return
    for path, faults in json.loads(response.content).get("errors", {}).items():
        for fault in faults:
            assert not any(fault.startswith(one) or one in fault for one in SHAPE), (path, fault)


def checks() -> list[str]:
    """Every check that there is, ours too."""
    load_all_checks()
    return [str(name) for name in CHECKS.get_all_names()]


def config(
    secret: str, known: Mapping[str, list[str]], examples: int, seed: int, *, edges: bool
) -> SchemathesisConfig:
    """All checks on; paths name half of the time a thing that there is."""
    enabled: dict[str, Any] = {name: {"enabled": True} for name in checks()}
    enabled["positive_data_acceptance"]["expected-statuses"] = PASSING
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "continue-on-failure": True,
            "headers": {"Authorization": f"Bearer {secret}"},
            "checks": {**enabled, "max_response_time": SLOW_SECONDS},
            "dictionaries": {name: {"values": values} for name, values in known.items()},
            "parameters": {
                f"path.{name}": {"dictionary": name, "probability": 0.5} for name in known
            },
            "generation": {
                "deterministic": seed == 0,
                "max-examples": examples,
                "database": "none",
                "no-shrink": True,
            },
            "phases": {"coverage": {"enabled": edges}},
        }
    )


def run(url: str, settings: SchemathesisConfig, only: frozenset[str] | None = None) -> Attack:
    """The engine over the document at `url`, or over its operations `only`."""
    schema: Any = schemathesis.openapi.from_url(url, config=settings)
    if only is not None:
        schema = schema.include(func=lambda ctx: ctx.operation.label in only)
    attack = Attack()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            attack.tried += len(event.recorder.cases)
            attack.phases.add(event.phase.name)
            attack.failures += _failures(event)
        elif isinstance(event, events.NonFatalError):
            attack.failures.append(f"{event.label}: {event.value!r}")
        elif isinstance(event, events.FatalError):
            raise event.exception
    return attack


def _failures(event: events.ScenarioFinished) -> Iterator[str]:
    recorder = event.recorder
    for case_id, found in recorder.checks.items():
        for check in found:
            if check.failure_info is not None:
                what = check.failure_info
                label = recorder.cases[case_id].value.operation.label
                yield f"{label}: {check.name}: {what.failure.message}\n{what.code_sample}"


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Thousands of lines would tell nothing."""


@contextmanager
def served(world: World) -> Iterator[str]:
    """The address of both services while this block runs."""
    server = make_server("127.0.0.1", 0, world.application, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
