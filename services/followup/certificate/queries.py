"""What may be seen of certificates, by whom.

Owns: the view of a certificate for one asker: everybody sees what was counted, and of the findings
those of their own office. For the API, and for whatever page shows it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from services.followup.certificate import kept
from services.followup.certificate.content import read_text
from shared import codec

Scope = Mapping[str, str]
"""`{"kanwil": code}`, `{"ombudsman": code}`, or nothing for who sees all."""
_COLUMNS = {"kanwil": "stream", "ombudsman": "ombudsman"}


def listed(conn: Connection, before: int | None, limit: int) -> Sequence[dict[str, Any]]:
    """Up to `limit` certificates, the newest first, below the number `before`."""
    return [_counted(row) for row in kept.listed(conn, before, limit)]


def one(conn: Connection, number: int, scope: Scope) -> dict[str, Any]:
    """One whole, with its signed text; of the findings in full those in `scope`, and how many are
    `hidden`. Raises UnknownCertificate."""
    row = kept.one(conn, number)
    shown = [each for each in row.shown if _may_see(each, scope)]
    return {
        **_counted(row),
        "heads": codec.dump(read_text(row.text).heads),
        "text": row.text,
        "signature": row.signature,
        "shown": shown,
        "hidden": len(row.shown) - len(shown),
    }


def keys(conn: Connection) -> list[dict[str, Any]]:
    """Every public key that signed, the newest first."""
    return [
        {"key": row.key, "algorithm": "Ed25519", "first": row.first, "last": row.last}
        for row in kept.keys(conn)
    ]


def _may_see(finding: Mapping[str, Any], scope: Scope) -> bool:
    return all(finding[_COLUMNS[name]] == office for name, office in scope.items())


def _counted(row: Row[Any]) -> dict[str, Any]:
    said = read_text(row.text)
    findings = [{"wrong": name, "count": count} for name, count in sorted(said.findings.items())]
    return {
        "number": said.number,
        "day": said.day,
        "again": said.again,
        "as_of": said.as_of,
        "issued_at": said.issued_at,
        "clean": said.clean,
        "findings": findings,
        "open_cases": said.open_cases,
        "closed_cases": said.closed_cases,
        "rungs_expected": said.rungs_expected,
        "rungs_fired": said.rungs_fired,
        "hash": row.hash,
        "previous": said.previous,
        "key": row.key,
    }
