"""What is wrong with offices among each other.

Owns: every rule that ties offices together: a parent of the right kind and region, no circle, one
Kanwil and one Ombudsman's office a region, and no code, name or alias that means two offices.
"""

from collections.abc import Iterable, Mapping, Sequence

from shared.office_rows import Found, alone
from shared.refusal import Fault
from shared.registry import UNIT_KINDS, Office, fold

_PARENTS: Mapping[str, frozenset[str]] = {
    "kanwil": frozenset({"directorate"}),
    **{kind: UNIT_KINDS | {"kanwil"} for kind in UNIT_KINDS},
}
_ONE_A_REGION = ("kanwil", "ombudsman")


def check(given: Sequence[Office], there: Mapping[str, Office]) -> dict[str, list[Fault]]:
    """Every fault, under `row 3.parent`; the header is row 1. `there` are the offices already
    known, which the given ones join or replace."""
    town = Neighbours({**there, **{one.code: one for one in given}})
    faults: dict[str, list[Fault]] = {}
    first: dict[str, int] = {}
    for number, one in enumerate(given, start=2):
        for column, fault in (*alone(one), *town.above(one), *town.among(one)):
            faults.setdefault(f"row {number}.{column}", []).append(fault)
        if first.setdefault(one.code, number) != number:
            fault = Fault("The code stands in row {first} already.", {"first": first[one.code]})
            faults.setdefault(f"row {number}.code", []).append(fault)
    return faults


class Neighbours:
    """All offices as they would be, with what each word and each region means."""

    def __init__(self, offices: Mapping[str, Office]) -> None:
        self._offices = offices
        self._words: dict[str, list[str]] = {}
        self._seats: dict[tuple[str, str | None], list[str]] = {}
        for one in offices.values():
            for word in {fold(text) for text in (one.code, one.name, *one.aliases)}:
                self._words.setdefault(word, []).append(one.code)
            self._seats.setdefault((one.kind, one.region), []).append(one.code)

    def above(self, one: Office) -> Found:
        """What is wrong with the office's parent: (column, fault)."""
        allowed = _PARENTS.get(one.kind, frozenset())
        if one.parent is None:
            if allowed:
                yield "parent", Fault("A {kind} needs its parent's code.", {"kind": one.kind})
            return
        parent = self._offices.get(one.parent)
        if parent is None:
            yield "parent", Fault("No office has the code {code}.", {"code": one.parent})
        elif parent.kind not in allowed:
            values = {"kind": one.kind, "code": parent.code, "above": parent.kind}
            yield "parent", Fault("A {kind} cannot report to {code} ({above}).", values)
        elif self._in_circle(one):
            yield "parent", Fault("{code} would be above itself.", {"code": one.code})
        elif parent.kind != "directorate" and parent.region != one.region:
            yield (
                "region",
                Fault("Its parent is of the region {region}.", {"region": parent.region}),
            )

    def among(self, one: Office) -> Found:
        """What two offices cannot share: (column, fault)."""
        if one.kind in _ONE_A_REGION:
            for code in _others(one, self._seats.get((one.kind, one.region), ())):
                values = {"code": code, "kind": one.kind}
                yield "region", Fault("{code} is its {kind} already.", values)
        for column, texts in (("name", (one.name,)), ("aliases", one.aliases)):
            for text in texts:
                for code in _others(one, self._words.get(fold(text), ())):
                    values = {"text": text, "code": code}
                    yield column, Fault("{text} means {code} already.", values)

    def _in_circle(self, one: Office) -> bool:
        seen, above = {one.code}, one.parent
        while above is not None and above in self._offices:
            if above in seen:
                return True
            seen.add(above)
            above = self._offices[above].parent
        return False


def _others(one: Office, codes: Iterable[str]) -> list[str]:
    return [code for code in codes if code != one.code]
