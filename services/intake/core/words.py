"""The vocabulary of intake.

Owns: every enumeration that a body may name, and the table of instruments. What an instrument
allows is a column of that table, never an `if` on its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SENT, RECEIVED, AWAITING = "sent", "received", "awaiting_verification"
RETURNED, PARTIAL, REOPENED = "returned", "partially_implemented", "reopened"
IMPLEMENTED, NOT_ACTIONABLE, NOT_IMPLEMENTED = "implemented", "not_actionable", "not_implemented"
WITHDRAWN, SUPERSEDED = "withdrawn", "superseded"
STATUSES = (
    SENT,
    RECEIVED,
    AWAITING,
    RETURNED,
    PARTIAL,
    REOPENED,
    IMPLEMENTED,
    NOT_ACTIONABLE,
    NOT_IMPLEMENTED,
    WITHDRAWN,
    SUPERSEDED,
)
CLOSED = frozenset({IMPLEMENTED, NOT_ACTIONABLE, NOT_IMPLEMENTED, WITHDRAWN, SUPERSEDED})
CONFIRMABLE = frozenset({SENT, RECEIVED, RETURNED, PARTIAL, REOPENED})

NO_RECEIPT, ACKNOWLEDGED, PROVEN = "none", "acknowledged", "proven"
BY_RULE, BY_LETTER, NEVER_DUE = "rule", "set", "none"
EXTENTS = ("full", "partial")


@dataclass(frozen=True)
class Instrument:
    """What one kind of letter allows. `letter_dates`: the letter may set its own date or none;
    `extendable`: persons may move the date, else it is statutory; `to_superior`: the duty is the
    Kanwil's; `maladministration`: a finding may name its kinds."""

    name: str
    letter_dates: bool
    extendable: bool
    to_superior: bool
    maladministration: bool


INSTRUMENTS: Mapping[str, Instrument] = {
    row.name: row
    for row in (
        Instrument("saran", True, True, False, False),
        Instrument("tindakan_korektif", False, True, False, True),  # Peraturan Ombudsman 58/2023
        Instrument("rekomendasi", False, False, True, True),  # UU 37/2008 art. 38
    )
}


@dataclass(frozen=True)
class Verdict:
    """What one outcome needs: `submission`: an action that awaits its verdict; `new_date`: a date
    for what is still to do, unless it is statutory; `remaining`: what is left; `note`: why."""

    name: str
    submission: bool
    new_date: bool
    remaining: bool
    note: bool


VERDICTS: Mapping[str, Verdict] = {
    row.name: row
    for row in (
        Verdict(IMPLEMENTED, True, False, False, False),
        Verdict(RETURNED, True, True, False, True),
        Verdict(PARTIAL, True, True, True, False),
        Verdict(NOT_ACTIONABLE, False, False, False, True),
        Verdict(NOT_IMPLEMENTED, False, False, False, True),
    )
}

SERVICES = (
    "kunjungan",
    "kunjungan_daring",
    "penitipan_barang",
    "pengaduan",
    "informasi",
    "integrasi",
    "remisi",
    "kesehatan",
    "kelompok_rentan",
    "bantuan_hukum",
    "wartelsuspas",
    "makanan",
    "pembinaan",
    "bimbingan_klien",
    "registrasi",
)
COMPONENTS = (  # UU 25/2009 art. 21; the first six must be displayed
    "persyaratan",
    "sistem_mekanisme_prosedur",
    "jangka_waktu",
    "biaya",
    "produk",
    "penanganan_pengaduan",
    "dasar_hukum",
    "sarana",
    "kompetensi",
    "pengawasan_internal",
    "jumlah_pelaksana",
    "jaminan_pelayanan",
    "jaminan_keamanan",
    "evaluasi_kinerja",
)
MALADMINISTRATION = (
    "penundaan_berlarut",
    "tidak_memberikan_pelayanan",
    "tidak_kompeten",
    "penyalahgunaan_wewenang",
    "penyimpangan_prosedur",
    "permintaan_imbalan",
    "tidak_patut",
    "berpihak",
    "diskriminasi",
    "konflik_kepentingan",
)
SEVERITIES = ("rendah", "sedang", "tinggi", "kritis")
EVIDENCE_KINDS = ("photo", "decree", "sop", "maklumat", "minutes", "screenshot", "video")
