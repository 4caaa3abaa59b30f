"""What the demonstration says of each journal line, in the terms of the field.

Owns: the sentences, as data; `{names}` are the line's own facts, dates said in Indonesian.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.indonesian import UNITS, short_date

SENTENCES: Mapping[str, str] = {
    "recorded": "dikirim kepada {unit}; jatuh tempo {due_on}",
    "received": "konfirmasi penerimaan, diterima {received_on}",
    "deemed_received": "dianggap diterima {received_on}; jatuh tempo {due_on}",
    "confirmed": "konfirmasi pelaksanaan ({extent}): {description}",
    "verified.implemented": "verifikasi: telah dilaksanakan. {note}",
    "verified.returned": "verifikasi: dikembalikan, jatuh tempo baru {due_on}. {note}",
    "verified.partially_implemented": (
        "verifikasi: dilaksanakan sebagian, sisanya jatuh tempo {due_on}: {remaining}"
    ),
    "verified.not_actionable": "verifikasi: tidak dapat ditindaklanjuti. {note}",
    "verified.not_implemented": "verifikasi: tidak dilaksanakan. {note}",
    "withdrawn": "dicabut: {reason}",
    "superseded": "digantikan {superseded_by}: {reason}",
    "reopened": "dibuka kembali, jatuh tempo {due_on}: {reason}",
    "extended": "perpanjangan waktu {before} → {after}: {reason}",
    "extension_requested": "minta perpanjangan waktu sampai {new_due_on}: {reason}",
    "extension_refused": "perpanjangan waktu ditolak: {reason}",
    "repeat_notice": "temuan berulang dari {repeat_of}; {to} diberi tahu",
    "unacknowledged": "belum ada konfirmasi penerimaan; {to} diberi tahu",
    "reminder": "pengingat kepada {to}: {days_left} {unit_of_days} lagi, jatuh tempo {due_on}",
    "escalated": "ESKALASI tingkat {level} kepada {to}",
    "escalation_acknowledged": "eskalasi tingkat {level} diakui",
    "decided.instruct": "keputusan: instruksi, tanggal internal {internal_due_on}. {note}",
    "decided.support_extension": "keputusan: dukung perpanjangan waktu. {note}",
    "decided.take_over": "keputusan: ambil alih. {note}",
    "decided.ask_judgement": "keputusan: minta penilaian Ombudsman. {note}",
    "decided.refer": "keputusan: teruskan ke tingkat 2. {note}",
    "without_effect": "dicatat tanpa akibat",
    "escalation_closed": "eskalasi tingkat {level} ditutup",
    "escalation_withdrawn": "eskalasi tingkat {level} dicabut",
    "exhausted": "tangga eskalasi habis; {to} diberi tahu",
    "calendar_changed": "keputusan hari libur {decree}: jatuh tempo {before} → {after}",
}
EXTENTS = {"full": "seluruhnya", "partial": "sebagian"}
STATUSES = {
    "sent": "dikirim",
    "received": "diterima",
    "awaiting_verification": "menunggu verifikasi",
    "returned": "dikembalikan",
    "partially_implemented": "dilaksanakan sebagian",
    "implemented": "telah dilaksanakan",
    "reopened": "dibuka kembali",
    "not_actionable": "tidak dapat ditindaklanjuti",
    "not_implemented": "tidak dilaksanakan",
    "withdrawn": "dicabut",
    "superseded": "digantikan",
}
TIMELINESS = {
    "on_time": "tepat waktu",
    "due_soon": "segera jatuh tempo",
    "overdue": "terlambat",
    "late": "terlambat",
    "no_deadline": "tanpa tenggat",
    "not_started": "belum mulai",
    "past_due_awaiting_data": "lewat tanggal, menunggu data",
}


def sentence(line: Mapping[str, Any], unit: str) -> str:
    """One journal line of the API, about the unit of that code, in words."""
    kind = str(line["kind"])
    judged = line.get("outcome") or line.get("decision")
    template = SENTENCES[kind if kind in SENTENCES else f"{kind}.{judged}"]
    facts = {name: _said(name, value) for name, value in line.items()}
    return template.format(**{**facts, "unit": unit}).strip()


def _said(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if name == "to":
        return ", ".join(value)
    if name == "extent":
        return EXTENTS[value]
    if name == "unit_of_days":
        return UNITS[value]
    if name.endswith("_on") or name in ("before", "after"):
        return short_date(date.fromisoformat(value))
    return str(value)
