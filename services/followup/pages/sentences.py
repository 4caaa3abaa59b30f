"""What the timeline says of each journal line.

Owns: the sentences, as data: Indonesian first, English second; `{names}` are the line's own facts.
The demonstration tells the Indonesian ones.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "recorded": (
        "dikirim kepada {unit}; jatuh tempo {due_on}",
        "sent to {unit}; due {due_on}",
    ),
    "received": (
        "konfirmasi penerimaan, diterima {received_on}",
        "receipt acknowledged, received {received_on}",
    ),
    "deemed_received": (
        "dianggap diterima {received_on}; jatuh tempo {due_on}",
        "deemed received {received_on}; due {due_on}",
    ),
    "confirmed": (
        "konfirmasi pelaksanaan ({extent}): {description}",
        "action confirmed ({extent}): {description}",
    ),
    "verified.implemented": (
        "verifikasi: telah dilaksanakan. {note}",
        "verified: implemented. {note}",
    ),
    "verified.returned": (
        "verifikasi: dikembalikan, jatuh tempo baru {due_on}. {note}",
        "verified: returned, now due {due_on}. {note}",
    ),
    "verified.partially_implemented": (
        "verifikasi: dilaksanakan sebagian, sisanya jatuh tempo {due_on}: {remaining}",
        "verified: partly implemented, the rest is due {due_on}: {remaining}",
    ),
    "verified.not_actionable": (
        "verifikasi: tidak dapat ditindaklanjuti. {note}",
        "verified: not actionable. {note}",
    ),
    "verified.not_implemented": (
        "verifikasi: tidak dilaksanakan. {note}",
        "verified: not implemented. {note}",
    ),
    "withdrawn": ("dicabut: {reason}", "withdrawn: {reason}"),
    "superseded": (
        "digantikan {superseded_by}: {reason}",
        "superseded by {superseded_by}: {reason}",
    ),
    "reopened": (
        "dibuka kembali, jatuh tempo {due_on}: {reason}",
        "reopened, due {due_on}: {reason}",
    ),
    "extended": (
        "perpanjangan waktu {before} → {after}: {reason}",
        "extended {before} → {after}: {reason}",
    ),
    "extension_requested": (
        "minta perpanjangan waktu sampai {new_due_on}: {reason}",
        "asks for an extension until {new_due_on}: {reason}",
    ),
    "extension_refused": (
        "perpanjangan waktu ditolak: {reason}",
        "extension refused: {reason}",
    ),
    "repeat_notice": (
        "temuan berulang dari {repeat_of}; {to} diberi tahu",
        "repeat finding of {repeat_of}; {to} told",
    ),
    "unacknowledged": (
        "belum ada konfirmasi penerimaan; {to} diberi tahu",
        "receipt not acknowledged yet; {to} told",
    ),
    "reminder": (
        "pengingat kepada {to}: {days_left} {unit_of_days} lagi, jatuh tempo {due_on}",
        "reminder to {to}: {unit_of_days} left: {days_left}, due {due_on}",
    ),
    "escalated": (
        "ESKALASI tingkat {level} kepada {to}",
        "ESCALATION level {level} to {to}",
    ),
    "escalation_acknowledged": (
        "eskalasi tingkat {level} diakui",
        "escalation level {level} acknowledged",
    ),
    "decided.instruct": (
        "keputusan: instruksi, tanggal internal {internal_due_on}. {note}",
        "decision: instruction, internal date {internal_due_on}. {note}",
    ),
    "decided.support_extension": (
        "keputusan: dukung perpanjangan waktu. {note}",
        "decision: extension supported. {note}",
    ),
    "decided.take_over": ("keputusan: ambil alih. {note}", "decision: taken over. {note}"),
    "decided.ask_judgement": (
        "keputusan: minta penilaian Ombudsman. {note}",
        "decision: the Ombudsman is asked to judge. {note}",
    ),
    "decided.refer": (
        "keputusan: teruskan ke tingkat 2. {note}",
        "decision: referred to level 2. {note}",
    ),
    "without_effect": ("dicatat tanpa akibat", "recorded without effect"),
    "escalation_closed": (
        "eskalasi tingkat {level} ditutup",
        "escalation level {level} closed",
    ),
    "escalation_withdrawn": (
        "eskalasi tingkat {level} dicabut",
        "escalation level {level} withdrawn",
    ),
    "exhausted": (
        "tangga eskalasi habis; {to} diberi tahu",
        "the ladder is exhausted; {to} told",
    ),
    "calendar_changed.due": (
        "keputusan hari libur {decree}: jatuh tempo {before} → {after}",
        "holiday decree {decree}: due {before} → {after}",
    ),
    "calendar_changed.escalation": (
        "keputusan hari libur {decree}: waktu memutuskan eskalasi {before} → {after}",
        "holiday decree {decree}: time to decide the escalation {before} → {after}",
    ),
    "policy_changed.due": (
        "ketentuan {decree}: jatuh tempo {before} → {after}",
        "regulation {decree}: due {before} → {after}",
    ),
    "policy_changed.escalation": (
        "ketentuan {decree}: waktu memutuskan eskalasi {before} → {after}",
        "regulation {decree}: time to decide the escalation {before} → {after}",
    ),
}
