"""Every page of both services: where it stands in the town, and who opens it there.

Owns: for each GET rule that the applications mark as a page the addresses at which it is looked
at; a test compares both sides, so that no page is forgotten. `{names}` are the town's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask

from shared import auth
from tests.pages.bars.town import OPEN, Town

ALL = ("unit", "kanwil", "directorate", "ombudsman", "admin")
OFFICES = ("unit", "kanwil", "directorate", "ombudsman")
ABOVE = ("kanwil", "directorate", "ombudsman", "admin")
LEADS_ON = 303
REGIONAL = ("kanwil", "ombudsman", "admin")


@dataclass(frozen=True)
class Page:
    """One address of a rule, who looks at it, and the status that they get."""

    rule: str
    address: str
    roles: Sequence[str]
    status: int = 200
    many: str | None = None
    """Of a list: what there are more of, so that its cost can be asked (see test_statements)."""

    def at(self, town: Town) -> str:
        """The address in that town."""
        return self.address.format(**town.names)


def plain(*rules: str, roles: Sequence[str], **more: str) -> list[Page]:
    """Rules that are addresses as they are."""
    return [Page(rule, rule, roles, **more) for rule in rules]  # type: ignore[arg-type]


_CODE, _FORM = "/rekomendasi/<code>", "/{}/<recommendation_id>"
_REK = "/rekomendasi/{code}"

SIGN_IN = (
    Page("/masuk", "/masuk", [OPEN]),
    Page("/masuk/tautan", "/masuk/tautan", [OPEN]),
    Page("/masuk/tautan/<secret>", "/masuk/tautan/{link}", [OPEN]),
    Page("/masuk/tautan/<secret>", "/masuk/tautan/over", [OPEN], 410),
    Page("/masuk/penyedia", "/masuk/penyedia", [OPEN], 404),
    Page("/masuk/penyedia/kembali", "/masuk/penyedia/kembali", [OPEN], 404),
    Page("/bahasa/<name>", "/bahasa/none", [OPEN, *ALL], 404),
)
INTAKE = (
    *plain("/bantuan", roles=ALL),
    Page("/bukti/<evidence_id>", "/bukti/{evidence}", ALL),
    Page(_FORM.format("penerimaan"), "/penerimaan/{sent}", ["unit"]),
    Page(_FORM.format("penerimaan"), "/penerimaan/{kanwil_sent}", ["kanwil"]),
    Page(_FORM.format("pelaksanaan"), "/pelaksanaan/{open}", ["unit"]),
    Page(_FORM.format("pelaksanaan"), "/pelaksanaan/{sent}", ["unit"]),
    Page(_FORM.format("pelaksanaan"), "/pelaksanaan/{kanwil_open}", ["kanwil"]),
    Page(_FORM.format("pelaksanaan"), "/pelaksanaan/{implemented}", ["unit"], 409),
    Page(_FORM.format("pelaksanaan") + "/periksa", "/pelaksanaan/{open}/periksa", ["unit"]),
    Page(
        _FORM.format("pelaksanaan") + "/periksa", "/pelaksanaan/{kanwil_open}/periksa", ["kanwil"]
    ),
    Page(_FORM.format("penilaian"), "/penilaian/{confirmed}", ["ombudsman"]),
    Page(_FORM.format("penilaian"), "/penilaian/{open}", ["ombudsman"]),
    Page(_FORM.format("perpanjangan"), "/perpanjangan/{open}", ["ombudsman"]),
    Page(_FORM.format("penarikan"), "/penarikan/{open}", ["ombudsman"]),
    Page(_FORM.format("pembukaan"), "/pembukaan/{implemented}", ["ombudsman"]),
    *plain("/surat/baru", "/impor", roles=["ombudsman"]),
    Page("/impor/<sha256>", "/impor/{sheet}", ["ombudsman"]),
    *plain("/surat", roles=REGIONAL, many="letters"),
    Page("/surat/<letter_id>", "/surat/{letter}", REGIONAL),
    Page("/surat/<letter_id>/penerimaan/<unit>", "/surat/{letter}/penerimaan/{unit}",
         ["ombudsman"]),
    Page("/surat/<letter_id>/tambah", "/surat/{letter}/tambah", ["ombudsman"]),
)  # fmt: skip
FOLLOWUP = (
    *plain("/tugas", "/tugas/menunggu", "/tugas/arsip", roles=["unit", "kanwil"], many="late"),
    Page(_CODE, _REK, ALL),
    Page(_CODE, "/rekomendasi/{late_code}", ALL),
    Page(_CODE, "/rekomendasi/{confirmed_code}", ["unit", "ombudsman"]),
    Page(_CODE, "/rekomendasi/{implemented_code}", ["unit"]),
    Page(_CODE, "/rekomendasi/{kanwil_code}", ["kanwil"]),
    Page(_CODE, "/rekomendasi/REK-BABEL-2022-9999", ALL, 404),
    Page(f"{_CODE}/hitung-ulang", f"{_REK}/hitung-ulang", ALL),
    Page(f"{_CODE}/pesan", f"{_REK}/pesan", ALL),
    Page(f"{_CODE}/perpanjangan-waktu", "/rekomendasi/{late_code}/perpanjangan-waktu", ["unit"]),
    Page(f"{_CODE}/perpanjangan-waktu", "/rekomendasi/{kanwil_code}/perpanjangan-waktu",
         ["kanwil"]),
    *plain("/eskalasi", roles=ABOVE, many="late"),
    Page("/eskalasi/<escalation_id>", "/eskalasi/{escalation2}", ABOVE),
    Page("/eskalasi/<escalation_id>", "/eskalasi/{escalation}", ["kanwil"]),
    Page("/eskalasi/<escalation_id>/putuskan", "/eskalasi/{escalation2}/putuskan", ABOVE,
         LEADS_ON),
    *plain("/register", roles=ABOVE, many="late"),
    Page("/register", "/register?pada=2022-03-12", ["kanwil"]),
    Page("/eskalasi", "/eskalasi?pada=2022-03-20", ["kanwil"]),
    Page("/tugas", "/tugas?pada=2022-03-20", ["unit"]),
    Page("/wilayah", "/wilayah", ["directorate", "ombudsman", "admin"]),
    Page("/wilayah", "/wilayah", ["kanwil"], LEADS_ON),
    Page("/wilayah/<code>", "/wilayah/{kanwil}", ABOVE, many="late"),
    *plain("/perkiraan", roles=ALL, many="late"),
    *plain("/verifikasi", roles=["ombudsman"], many="late"),
    *plain("/verifikasi/permintaan", roles=["ombudsman"], many="late"),
    Page("/penolakan/<request_id>", "/penolakan/{request}", ["ombudsman"]),
    Page("/tenggat", "/tenggat", ["ombudsman"], LEADS_ON),
    Page("/tenggat/<recommendation_id>", "/tenggat/{open}", ALL),
    *plain("/langganan", roles=OFFICES),
    *plain("/statistik", roles=[OPEN], many="late"),
)  # fmt: skip
ADMIN = (
    *plain("/admin", "/admin/kantor", "/admin/kantor/baru", "/admin/akun", "/admin/akun/baru",
           "/admin/token", "/admin/token/baru", "/admin/kebijakan", "/admin/kebijakan/usul",
           "/admin/kalender", "/admin/kalender/usul", "/admin/usulan", "/admin/pengiriman",
           "/admin/pengiriman/webhook", roles=["admin"]),
    Page("/admin/kantor/<code>", "/admin/kantor/{unit}", ["admin"]),
    Page("/admin/kantor/<code>/ubah", "/admin/kantor/{unit}/ubah", ["admin"]),
    Page("/admin/akun/<account_id>", "/admin/akun/{account}", ["admin"]),
    Page("/admin/usulan/<amendment_id>", "/admin/usulan/{proposal}", ["admin"]),
)  # fmt: skip
PAGES: Sequence[Page] = (*SIGN_IN, *INTAKE, *FOLLOWUP, *ADMIN)
FILES: Mapping[str, str] = {
    "/bukti/<evidence_id>/salinan": "a picture",
    "/bukti/<evidence_id>/asli": "a file as it was sent",
    "/bukti/<evidence_id>/kecil": "a picture",
    "/pelaksanaan/<recommendation_id>/berkas": "a part of the form, for its script",
    "/pelaksanaan/<recommendation_id>/berkas/<file_id>/kecil": "a picture",
    "/impor/templat.<suffix>": "a sheet",
    "/register/matriks.xlsx": "a sheet",
    "/rekomendasi/<code>/surat/<kind>.pdf": "a paper",
    "/wilayah/<code>/rekap.pdf": "a paper",
    "/kalender/<secret>.ics": "a calendar",
}
"""Rules marked as pages that answer something else, and what."""


def rules(*apps: Flask) -> dict[str, frozenset[str]]:
    """Each GET rule that is marked as a page, and the roles that may open it."""
    return {
        route.rule: frozenset(route.roles) or frozenset({OPEN})
        for app in apps
        for route in auth.routes(app)
        if route.page and route.method == "GET"
    }


def of(role: str) -> list[Page]:
    """The pages that this role looks at."""
    return [page for page in PAGES if role in page.roles and page.status != LEADS_ON]
