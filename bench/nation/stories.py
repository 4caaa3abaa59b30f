"""What has become of a recommendation by now: the kinds of cases that a nation has open.

Owns: drawing a case at random (its unit, instrument, dates and what was said of it) and folding it
with the real code, so that its rows are those that the real road writes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bench.nation.country import DIRECTORATE, Region
from services.followup import fold
from services.followup.core import facts
from services.followup.core.policy import WORKING
from services.followup.core.rules import Rules
from services.followup.store.casebook import Step
from shared.chain import GENESIS, seal
from shared.codec import dump
from shared.events import (
    ActionConfirmed,
    ActionVerified,
    Actor,
    Draft,
    Event,
    EvidenceFacts,
    Fact,
    RecommendationReceived,
    RecommendationRecorded,
)

ID, CODE, LETTER = "#id#", "#code#", "#letter#"
"""What stands where each case has its own."""
SERVICES = (
    "kunjungan", "pengaduan", "informasi", "integrasi", "remisi", "kesehatan", "makanan",
    "penitipan_barang", "bantuan_hukum", "kelompok_rentan", "wartelsuspas", "pembinaan",
)  # fmt: skip
SEVERITIES = ("rendah", "sedang", "sedang", "tinggi", "kritis")
DOINGS = (
    "Memasang", "Memperbarui", "Menetapkan", "Mengumumkan", "Menyediakan", "Melengkapi",
    "Menyusun", "Menata",
)  # fmt: skip
THINGS = (
    "SOP layanan utama", "maklumat pelayanan", "alur pengaduan", "jangka waktu pengaduan",
    "jadwal kunjungan", "daftar barang terlarang", "kotak saran", "papan informasi remisi",
    "loket penitipan barang", "ruang tunggu ramah anak", "petugas pengaduan", "nomor aduan",
)  # fmt: skip
PLACES = (
    "di ruang kunjungan", "di pintu utama", "di ruang tunggu", "di blok hunian", "di klinik",
    "pada laman resmi",
)  # fmt: skip
STAFF = "Asisten Ombudsman"
Said = tuple[datetime, Fact | facts.OwnFact]


def text_of(random: Random) -> str:
    """A recommendation's text: one of some six hundred."""
    return f"{random.choice(DOINGS)} {random.choice(THINGS)} {random.choice(PLACES)}."


def drawn(random: Random, region: Region, now: datetime, rules: Rules) -> Step:
    """An open case as it stands at `now`, by the weights of `KINDS`."""
    kind = random.choices(tuple(KINDS), tuple(KINDS.values()))[0]
    return kind(random, region, now, rules)


def folded(recorded: Said, later: Sequence[Said], until: datetime, rules: Rules) -> Step:
    """The case after what was said, up to `until`; it has seen no event, as where streams begin
    now."""
    heard = [one for one in later if not isinstance(one[1], facts.OwnFact)]
    own = [one for one in later if isinstance(one[1], facts.OwnFact)]
    fact = recorded[1]
    assert isinstance(fact, RecommendationRecorded)
    stream = fact.superiors[0].code if fact.unit.kind != "kanwil" else fact.unit.code
    events = _sealed(stream, [recorded, *heard])
    step = fold.anew(events, _sealed(stream, own), until, rules)
    return replace(step, after=replace(step.after, seen=0, decisions_seen=0))


def recorded_on(random: Random, region: Region, on: date) -> Said:
    """A recommendation sent on the morning of that day, its receipt proven; by a rule's count or
    to the letter's own date."""
    rolled = random.random()
    instrument = (
        "saran" if rolled < 0.75 else "tindakan_korektif" if rolled < 0.9 else "rekomendasi"
    )
    by_rule = instrument != "saran" or random.random() < 0.5
    kanwil = region.kanwil
    upwards = (DIRECTORATE,) if instrument == "rekomendasi" else (kanwil, DIRECTORATE)
    unit = kanwil if instrument == "rekomendasi" else random.choice(region.units)
    fact = RecommendationRecorded(
        recommendation_id=ID,
        code=CODE,
        letter_id=LETTER,
        letter_number=f"B/{random.randrange(1000):03d}/LM.34-{region.name}/{on:%m/%Y}",
        letter_date=on,
        instrument=instrument,
        unit=unit,
        superiors=upwards,
        ombudsman=region.ombudsman,
        service=random.choice(SERVICES),
        components=("jangka_waktu",),
        finding=text_of(random),
        text=text_of(random),
        severity=random.choice(SEVERITIES),
        received_on=on,
        due_kind="rule" if by_rule else "set",
        due_on=None if by_rule else on + timedelta(days=random.randrange(20, 60)),
        repeat_of=None,
        actor=Actor("staff", STAFF, region.ombudsman.code, "ombudsman"),
    )
    return datetime.combine(on, time(2, random.randrange(60)), UTC), fact


def ended_on(random: Random, region: Region, on: date, rules: Rules) -> Said:
    """A recommendation whose date ends with the working day `on`."""
    _, fact = recorded_on(random, region, on)
    assert isinstance(fact, RecommendationRecorded)
    rule = rules.policy.instrument(fact.instrument)
    sent_on = on - timedelta(days=rule.length)
    if fact.due_kind == "rule" and rule.unit_of_days == WORKING:
        sent_on = rules.calendar_at(rules.policy.at).back_working_days(
            on, rule.length, fact.unit.regency
        )
    due_on = None if fact.due_kind == "rule" else on
    fact = replace(fact, letter_date=sent_on, received_on=sent_on, due_on=due_on)
    return datetime.combine(sent_on, time(2, random.randrange(60)), UTC), fact


def _running(random: Random, region: Region, now: datetime, rules: Rules) -> Step:
    """Received, its date ahead for most; where it has passed, as the ladder left it."""
    return folded(_recorded(random, region, now, 45), (), now, rules)


def _late(random: Random, region: Region, now: datetime, rules: Rules) -> Step:
    """Escalated; seen or decided by those who hold the level, or by nobody."""
    recorded = _recorded(random, region, now, 110, at_least=65)
    step = folded(recorded, (), now, rules)
    if not step.after.escalations or random.random() < 0.4:
        return step
    first = step.after.escalations[0]
    head = Actor("head", "Kepala", first.office.code, "kanwil")
    at = first.opened_at + timedelta(days=1, hours=10)
    seen: Said = at, facts.EscalationAcknowledged(ID, first.id, head)
    on = now.date() + timedelta(days=random.randrange(3, 30))
    decided: Said = at, facts.EscalationDecided(ID, first.id, "instruct", "Segera.", on, head)
    said = [one for one in [random.choice([seen, decided])] if one[0] < now]
    return folded(recorded, said, now, rules)


def _sent(random: Random, region: Region, now: datetime, rules: Rules) -> Step:
    """Not known to be received yet."""
    at, fact = _recorded(random, region, now, 3)
    assert isinstance(fact, RecommendationRecorded)
    return folded((at, replace(fact, received_on=None)), (), now, rules)


def _acknowledged(random: Random, region: Region, now: datetime, rules: Rules) -> Step:
    at, fact = _recorded(random, region, now, 40)
    assert isinstance(fact, RecommendationRecorded)
    received = RecommendationReceived(ID, at.date(), "addressee", None, _head(fact))
    sent = at, replace(fact, received_on=None)
    return folded(sent, [(at + timedelta(hours=3), received)], now, rules)


def _submitted(random: Random, region: Region, now: datetime, rules: Rules) -> Step:
    """Confirmed with evidence; waits for the verdict, or was returned with a new date."""
    at, fact = _recorded(random, region, now, 60, at_least=6)
    assert isinstance(fact, RecommendationRecorded)
    day = timedelta(days=random.randrange(1, 5))
    proof = EvidenceFacts("e", "photo", "image/jpeg", 1, "0" * 64, None, "", "head")
    done = ActionConfirmed(ID, "action", "Sudah.", (at + day).date(), "full", (proof,), _head(fact))
    said: list[Said] = [(at + day, done)]
    if random.random() < 0.3:
        on = now.date() + timedelta(days=random.randrange(3, 30))
        new = None if fact.instrument == "rekomendasi" else on
        back = ActionVerified(ID, "v", "action", "returned", "Kurang.", new, None, fact.actor)
        said.append((at + day + timedelta(hours=5), back))
    return folded((at, fact), said, now, rules)


KINDS: dict[Callable[[Random, Region, datetime, Rules], Step], int] = {
    _running: 55,
    _late: 15,
    _sent: 5,
    _acknowledged: 10,
    _submitted: 15,
}
"""Of a hundred open cases."""


def _recorded(random: Random, region: Region, now: datetime, most: int, at_least: int = 1) -> Said:
    ago = timedelta(days=random.randrange(at_least, most + 1))
    return recorded_on(random, region, now.date() - ago)


def _head(fact: RecommendationRecorded) -> Actor:
    return Actor("head", "Kepala UPT", fact.unit.code, "unit")


def _sealed(stream: str, said: Sequence[Said]) -> list[Event]:
    made: list[Event] = []
    for seq, (at, fact) in enumerate(said, 1):
        previous = made[-1].hash if made else GENESIS
        draft = Draft(fact.name, ID, dump(fact))
        made.append(seal(stream, seq, at, draft, previous))
    return made
