"""The words of followup's pages, in both languages.

Owns: Indonesian first, English second; codes stand under the name of their axis.
"""

from collections.abc import Mapping

from services.followup.letters import names
from shared import code_words

_ENGLISH_DOUBT = {
    "estimated_holiday": "provisional, since a holiday's date is still an estimate",
    "leave_not_decreed": "provisional, since collective leave is not decreed yet",
}


def _paired(
    group: str, first: Mapping[str, str], second: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    return {f"{group}.{code}": (first[code], second[code]) for code in first}


CODES: Mapping[str, tuple[str, str]] = {
    **code_words.CODES,
    **_paired("doubt", names.DOUBTS, _ENGLISH_DOUBT),
    "timeliness.on_time": ("tepat waktu", "on time"),
    "timeliness.due_soon": ("segera jatuh tempo", "due soon"),
    "timeliness.overdue": ("terlambat", "overdue"),
    "timeliness.late": ("melewati tenggat waktu", "after the deadline"),
    "timeliness.no_deadline": ("tanpa tenggat waktu", "no deadline"),
    "timeliness.not_started": ("belum dihitung", "not counted yet"),
    "timeliness.past_due_awaiting_data": ("lewat tanggal, menunggu data", "past, awaiting data"),
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
    "date.not_counted": ("belum dihitung", "not counted yet"),
    "why.start": ("mulai", "start"),
    "why.counted": ("hari ke-", "day "),
    "why.weekend": ("akhir pekan", "weekend"),
    "why.public_holiday": ("hari libur nasional", "public holiday"),
    "why.collective_leave": ("cuti bersama", "collective leave"),
    "why.local_holiday": ("hari libur lokal", "local holiday"),
    "why.paused": ("menunggu verifikasi", "awaiting verification"),
}
