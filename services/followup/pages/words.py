"""The words of followup's pages, in both languages.

Owns: Indonesian first, English second; codes stand under the name of their axis.
"""

from collections.abc import Mapping

from services.followup.letters import names

_ENGLISH_STATUS = {
    "sent": "sent",
    "received": "received",
    "awaiting_verification": "awaiting verification",
    "returned": "returned",
    "partially_implemented": "partly implemented",
    "implemented": "implemented",
    "not_implemented": "not implemented",
    "not_actionable": "not actionable",
    "withdrawn": "withdrawn",
    "superseded": "superseded",
    "reopened": "reopened",
}
_ENGLISH_SERVICE = {
    "kunjungan": "visits",
    "kunjungan_daring": "online visits",
    "penitipan_barang": "parcels",
    "pengaduan": "complaint handling",
    "informasi": "information",
    "integrasi": "reintegration",
    "remisi": "remission",
    "kesehatan": "health",
    "kelompok_rentan": "vulnerable groups",
    "bantuan_hukum": "legal aid",
    "wartelsuspas": "telephone",
    "makanan": "food",
    "pembinaan": "rehabilitation",
    "bimbingan_klien": "client guidance",
    "registrasi": "registration",
}
_ENGLISH_DOUBT = {
    "estimated_holiday": "provisional, since a holiday's date is still an estimate",
    "leave_not_decreed": "provisional, since collective leave is not decreed yet",
}


def _paired(
    group: str, first: Mapping[str, str], second: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    return {f"{group}.{code}": (first[code], second[code]) for code in first}


CODES: Mapping[str, tuple[str, str]] = {
    **_paired("status", names.STATUSES, _ENGLISH_STATUS),
    **_paired("service", names.SERVICES, _ENGLISH_SERVICE),
    **_paired("instrument", names.INSTRUMENTS, names.INSTRUMENTS_EN),
    **_paired("doubt", names.DOUBTS, _ENGLISH_DOUBT),
    "timeliness.on_time": ("tepat waktu", "on time"),
    "timeliness.due_soon": ("segera jatuh tempo", "due soon"),
    "timeliness.overdue": ("terlambat", "overdue"),
    "timeliness.late": ("melewati tenggat waktu", "after the deadline"),
    "timeliness.no_deadline": ("tanpa tenggat waktu", "no deadline"),
    "timeliness.not_started": ("belum dihitung", "not counted yet"),
    "timeliness.past_due_awaiting_data": ("lewat tanggal, menunggu data", "past, awaiting data"),
    "severity.rendah": ("rendah", "low"),
    "severity.sedang": ("sedang", "medium"),
    "severity.tinggi": ("tinggi", "high"),
    "severity.kritis": ("kritis", "critical"),
    "extent.full": ("seluruhnya", "in full"),
    "extent.partial": ("sebagian", "in part"),
    "unit_of_days.working": ("hari kerja", "working days"),
    "unit_of_days.calendar": ("hari", "days"),
    "escalation.open": ("terbuka", "open"),
    "escalation.acknowledged": ("diakui, belum diputuskan", "acknowledged, not decided"),
    "escalation.decided": ("diputuskan", "decided"),
    "escalation.closed": ("ditutup", "closed"),
    "escalation.withdrawn": ("dicabut", "withdrawn"),
    "decision.instruct": ("Instruksi dengan tanggal internal", "Instruct, with an internal date"),
    "decision.support_extension": (
        "Dukung perpanjangan waktu (diteruskan ke Ombudsman)",
        "Support an extension (forwarded to the Ombudsman)",
    ),
    "decision.take_over": ("Ambil alih", "Take over"),
    "decision.ask_judgement": ("Minta penilaian Ombudsman", "Ask the Ombudsman to judge"),
    "decision.refer": ("Teruskan ke tingkat 2", "Refer to level 2"),
    "date.official": ("Tanggal resmi", "Official date"),
    "date.internal": ("Tanggal internal", "Internal date"),
    "receipt.none": ("belum terbukti", "not proven"),
    "receipt.deemed": ("dianggap diterima", "deemed received"),
    "receipt.acknowledged": ("dikonfirmasi", "acknowledged"),
    "receipt.proven": ("terbukti", "proven"),
    "why.start": ("mulai", "start"),
    "why.counted": ("hari ke-", "day "),
    "why.weekend": ("akhir pekan", "weekend"),
    "why.public_holiday": ("hari libur nasional", "public holiday"),
    "why.collective_leave": ("cuti bersama", "collective leave"),
    "why.local_holiday": ("hari libur lokal", "local holiday"),
    "why.paused": ("menunggu verifikasi", "awaiting verification"),
}
