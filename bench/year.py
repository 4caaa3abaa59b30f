"""What one Kanwil's stream says in a year: letters of twenty recommendations each week, most of
them received, confirmed and verified, some late, some returned, some never answered.

Owns: the spread of a stream's facts over their days. Seeded, so that every run says the same. The
events are appended through the stream's own statements, stamped on the days on which they would
have been said.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import Engine

from services.intake.store import streams
from services.intake.store.telling import draft
from shared.clock import HandClock
from shared.db import writing
from shared.events import (
    ActionConfirmed,
    ActionVerified,
    Actor,
    EvidenceFacts,
    Fact,
    LetterRecorded,
    OfficeFacts,
    RecommendationReceived,
    RecommendationRecorded,
)

STREAM, ZONE = "KANWIL-BABEL", "Asia/Jakarta"
EACH_LETTER, SEED, DAYS = 20, 2022, 360
EVENTS_EACH = 3.6
"""So many events does a recommendation have on the average, its share of the letter's included."""
DIRECTORATE = OfficeFacts("DITJENPAS", "Ditjenpas", "directorate", ZONE, "Kota Jakarta Pusat")
KANWIL = OfficeFacts(STREAM, "Kanwil Babel", "kanwil", ZONE, "Kota Pangkalpinang")
OMBUDSMAN = OfficeFacts("OMBUDSMAN-BABEL", "Ombudsman", "ombudsman", ZONE, "Kota Pangkalpinang")
UNITS = tuple(
    OfficeFacts(code, f"Unit {code}", "lapas", ZONE, regency)
    for code, regency in (
        ("LP-PGK", "Kota Pangkalpinang"),
        ("LP-SGL", "Kabupaten Bangka"),
        ("RT-MTK", "Kabupaten Bangka Barat"),
        ("LP-TDN", "Kabupaten Belitung"),
    )
)
STAFF = Actor("staff", "Asisten", OMBUDSMAN.code, "ombudsman")
TEXT = "Agar menyusun dan memasang standar pelayanan di tempat yang mudah dilihat pengunjung. " * 3
Said = Mapping[date, Sequence[Fact]]


@dataclass(frozen=True)
class Year:
    """The facts of a year that ends before `until`, for about so many `events`, of one stream."""

    until: date
    events: int
    stream: str = STREAM
    units: Sequence[OfficeFacts] = UNITS

    def append(self, engine: Engine) -> int:
        """Append them day by day; answers how many there are."""
        count, clock = 0, HandClock(datetime.now(UTC))
        for on, facts in sorted(self.said().items()):
            clock.instant = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
            with writing(engine) as conn:
                streams.append(conn, clock, self.stream, [draft(fact) for fact in facts])
            count += len(facts)
        return count

    def said(self) -> Said:
        """The facts by the day on which they are said."""
        random = Random(f"{SEED} {self.stream}")  # noqa: S311  (a spread, no secret)
        found: dict[date, list[Fact]] = defaultdict(list)
        letters = max(1, round(self.events / EVENTS_EACH / EACH_LETTER))
        for number in range(letters):
            on = self.until - timedelta(days=DAYS - number * DAYS // letters)
            for day, fact in self._letter(random, number, on):
                if day < self.until:
                    found[day].append(fact)
        return found

    def _letter(self, random: Random, number: int, on: date) -> Iterator[tuple[date, Fact]]:
        id_, numbers = _id(random), range(number * EACH_LETTER, (number + 1) * EACH_LETTER)
        recorded = [
            _recorded(random, (self.stream, random.choice(self.units)), id_, n, on) for n in numbers
        ]
        ids = tuple(one.recommendation_id for one in recorded)
        about = ("saran", "Pengawasan", "Ombudsman", "Kepala Perwakilan", "Saran")
        yield on, LetterRecorded(id_, f"B/{number}", on, *about, ("UU 37/2008",), ids, STAFF)
        for one in recorded:
            yield on, one
        for one in recorded:
            yield from _answers(random, one, on)


def _recorded(
    random: Random, whose: tuple[str, OfficeFacts], letter: str, number: int, on: date
) -> RecommendationRecorded:
    stream, unit = whose
    region = stream.removeprefix("KANWIL-")
    return RecommendationRecorded(
        recommendation_id=_id(random),
        code=f"REK-{region}-{on.year}-{number:06d}",
        letter_id=letter,
        letter_number=f"B/{number // EACH_LETTER}",
        letter_date=on,
        instrument="saran",
        unit=unit,
        superiors=(replace(KANWIL, code=stream), DIRECTORATE),
        ombudsman=replace(OMBUDSMAN, code=f"OMBUDSMAN-{region}"),
        service="kunjungan",
        components=("jangka_waktu", "biaya"),
        finding=TEXT,
        text=TEXT,
        severity=random.choice(("rendah", "sedang", "tinggi", "kritis")),
        received_on=on if random.random() < 0.3 else None,
        due_kind="rule",
        due_on=None,
        repeat_of=None,
        actor=STAFF,
    )


def _answers(random: Random, of: RecommendationRecorded, on: date) -> Iterator[tuple[date, Fact]]:
    """Nine of ten are received, eight of ten confirmed, one of ten of those only after its date;
    one of ten verdicts returns it."""
    who = Actor(f"head-{of.unit.code}", "Kepala UPT", of.unit.code, "unit")
    if of.received_on is None and random.random() < 0.9:
        on += timedelta(days=random.randint(1, 4))
        yield on, RecommendationReceived(of.recommendation_id, on, "addressee", None, who)
    if random.random() < 0.2:
        return
    on += timedelta(days=random.randint(50, 80) if random.random() < 0.1 else random.randint(5, 35))
    yield on, _confirmed(random, of, on, who)
    on += timedelta(days=random.randint(1, 10))
    if random.random() < 0.1:
        yield on, _verified(random, of, "returned", on + timedelta(days=21))
        on += timedelta(days=random.randint(3, 18))
        yield on, _confirmed(random, of, on, who)
        on += timedelta(days=2)
    yield on, _verified(random, of, "implemented", None)


def _confirmed(random: Random, of: RecommendationRecorded, on: date, who: Actor) -> ActionConfirmed:
    photo = EvidenceFacts(_id(random), "photo", "image/jpeg", 250_000, "0" * 64, on, "", who.id)
    said = ("Standar pelayanan dipasang di ruang tunggu.", on, "full", (photo, photo))
    return ActionConfirmed(of.recommendation_id, _id(random), *said, who)


def _verified(
    random: Random, of: RecommendationRecorded, outcome: str, new_due_on: date | None
) -> ActionVerified:
    ids = (of.recommendation_id, _id(random), None)
    return ActionVerified(*ids, outcome, "Sesuai dengan bukti.", new_due_on, None, STAFF)


def _id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
