"""What the core's tests speak of: the Babel office, the Rutan, a letter and a recommendation."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.intake.core import Deed, Judgement, Place, record
from services.intake.core.model import (
    Action,
    Addressee,
    Evidence,
    Letter,
    Point,
    Recommendation,
    Sender,
    Speaker,
)
from shared.events import Actor, Fact, OfficeFacts

NOON = datetime(2022, 1, 25, 5, tzinfo=UTC)  # 12.00 WIB
TODAY = date(2022, 1, 25)
TOMORROW = date(2022, 1, 26)
MONTH_LATER = date(2022, 2, 25)


def office(code: str, kind: str, name: str = "") -> OfficeFacts:
    return OfficeFacts(code, name or code, kind, "Asia/Jakarta", "Kota Pangkalpinang")


RUTAN = office("RT-MTK", "rutan", "Rutan Muntok")
KANWIL = office("KANWIL-BABEL", "kanwil")
DIRECTORATE = office("DITJENPAS", "directorate")
OMBUDSMAN = office("OMBUDSMAN-BABEL", "ombudsman")
SENDER = Sender(OMBUDSMAN, "BABEL")
TO_RUTAN = Addressee(RUTAN, "BABEL", "KANWIL-BABEL", (KANWIL, DIRECTORATE))
TO_KANWIL = Addressee(KANWIL, "BABEL", "KANWIL-BABEL", (DIRECTORATE,))

HEAD = Actor("head", "Kepala Rutan Muntok", "RT-MTK", "unit")
OTHER = Actor("other", "Kepala Lapas Sungailiat", "LP-SGL", "unit")
STAFF = Actor("staff", "Asisten Ombudsman", "OMBUDSMAN-BABEL", "ombudsman")
NEIGHBOUR = Actor("neighbour", "Asisten Ombudsman", "OMBUDSMAN-SUMSEL", "ombudsman")


def letter(**changes: Any) -> Letter:
    base = Letter(
        id="letter-1",
        ombudsman="OMBUDSMAN-BABEL",
        region="BABEL",
        number="DEMO/SARAN/2022/01",
        date=TODAY,
        instrument="saran",
        activity="Pengawasan SOP",
        issuer="Ombudsman Babel",
        signatory="Kepala Perwakilan",
        subject="Hasil pemantauan SOP",
        legal_basis=("UU 25/2009",),
        lhp_number="",
        copy_to=(),
    )
    return replace(base, **changes)


def point(**changes: Any) -> Point:
    base = Point(
        addressee=TO_RUTAN,
        service="kunjungan",
        components=("persyaratan", "jangka_waktu"),
        finding="SOP belum mudah dilihat.",
        text="SOP dipasang di tempat yang strategis.",
        severity="sedang",
    )
    return replace(base, **changes)


def recorded(
    *points: Point, of: Letter | None = None
) -> tuple[tuple[Recommendation, ...], dict[str, tuple[Fact, ...]]]:
    places = [Place(f"rec-{n}", f"REK-BABEL-2022-{n:04d}", None) for n in range(1, len(points) + 1)]
    all_, told = record(of or letter(), points, places, SENDER, STAFF)
    return all_, dict(told)


def recommendation(**changes: Any) -> Recommendation:
    """A recommendation as it is once recorded, then changed so."""
    [one] = recorded(point())[0]
    return replace(one, **changes)


def statutory(**changes: Any) -> Recommendation:
    """One whose date the law sets; it is the Kanwil's duty."""
    [one] = recorded(point(addressee=TO_KANWIL), of=letter(instrument="rekomendasi"))[0]
    return replace(one, **changes)


def evidence(id_: str = "photo-1", **changes: Any) -> Evidence:
    base = Evidence(
        id=id_,
        recommendation_id="rec-1",
        kind="photo",
        media_type="image/jpeg",
        size=5,
        sha256="ab" * 32,
        taken_on=TODAY,
        place="Ruang pelayanan",
        uploaded_by="operator",
        judged=False,
    )
    return replace(base, **changes)


def deed(**changes: Any) -> Deed:
    return replace(Deed("action-1", "Papan dipasang.", TODAY, "full", ("photo-1",)), **changes)


def judgement(outcome: str, **changes: Any) -> Judgement:
    return replace(Judgement("verdict-1", outcome, "Sesuai.", None, None), **changes)


ACTION = Action("action-1", "rec-1", frozenset({"head", "operator"}))
SPEAKER = Speaker(HEAD, head=True)
