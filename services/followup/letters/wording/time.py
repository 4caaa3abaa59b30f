"""What letters say where time spoke.

Owns: the wording, as data.
"""

from collections.abc import Mapping

from services.followup.letters.wording.form import CONFIRM, CONFIRM_NOW, DECIDE, DECIDE_LAST, Words

TIME: Mapping[str, Words] = {
    "exhausted": Words(
        "tangga eskalasi habis",
        "Tangga eskalasi habis",
        "Eskalasi tingkat 2 tidak diputuskan pada waktunya. Semua jenjang telah dilalui tanpa "
        "tindak lanjut dari {unit}.",
        "Every level of escalation has passed without follow-up by {unit}.",
        {"ombudsman": "Nilai kelanjutannya; Anda dapat menutupnya sebagai tidak dilaksanakan."},
    ),
    "escalated.2": Words(
        "eskalasi",
        "Eskalasi tingkat 2",
        "Eskalasi naik ke tingkat 2 dan kini dipegang {holder}. Belum ada konfirmasi pelaksanaan "
        "dari {unit}.",
        "Escalated to level 2, now held by {holder}; {unit} has confirmed no action.",
        {"holder": DECIDE_LAST, "addressee": CONFIRM_NOW},
    ),
    "escalated.1": Words(
        "eskalasi",
        "Eskalasi tingkat 1",
        "Jatuh tempo {due} telah lewat tanpa konfirmasi pelaksanaan dari {unit}. Eskalasi "
        "tingkat 1 kini dipegang {holder}.",
        "Past its due date ({due_en}) with no action confirmed by {unit}; escalated to {holder}.",
        {"holder": DECIDE, "addressee": CONFIRM_NOW},
    ),
    "unacknowledged": Words(
        "belum diakui",
        "Penerimaan belum dikonfirmasi",
        "{unit} belum mengonfirmasi penerimaan surat {letter_number} tanggal {letter_date}.",
        "{unit} has not acknowledged receipt of letter {letter_number}.",
        {
            "superior": "Pastikan surat itu telah sampai kepada {unit}.",
            "addressee": "Konfirmasi penerimaan surat itu.",
        },
    ),
    "repeat_notice": Words(
        "temuan berulang",
        "Temuan berulang",
        "Temuan pada {unit} ini mengulang temuan dalam 24 bulan terakhir.",
        "A repeat finding at {unit} within 24 months.",
        {"superior": "Pastikan perbaikannya menetap."},
    ),
    "reminder": Words(
        "pengingat",
        "Pengingat",
        "Tindak lanjut {instrument} ini jatuh tempo {due}, {left}. Konfirmasi pelaksanaan dari "
        "{unit} belum diterima.",
        "Due {due_en}, {left_en}; no action confirmed yet by {unit}.",
        {"addressee": CONFIRM},
    ),
    "calendar_changed.due": Words(
        "kalender berubah",
        "Kalender kerja berubah",
        "Kalender kerja berubah. Jatuh tempo bagi {unit} kini {due}.",
        "The working calendar has changed: {unit} is now due {due_en}.",
    ),
    "calendar_changed.escalation": Words(
        "kalender berubah",
        "Kalender kerja berubah",
        "Kalender kerja berubah. Eskalasi mengenai {unit} kini perlu diputuskan paling lambat "
        "{climbs}.",
        "The working calendar has changed, and with it the time to decide on {unit}.",
    ),
    "policy_changed.due": Words(
        "ketentuan berubah",
        "Ketentuan tenggat waktu berubah",
        "Ketentuan tenggat waktu berubah. Jatuh tempo bagi {unit} kini {due}.",
        "The rules for deadlines have changed: {unit} is now due {due_en}.",
    ),
    "policy_changed.escalation": Words(
        "ketentuan berubah",
        "Ketentuan eskalasi berubah",
        "Ketentuan eskalasi berubah. Eskalasi mengenai {unit} kini perlu diputuskan paling lambat "
        "{climbs}.",
        "The rules for escalations have changed, and with them the time to decide on {unit}.",
    ),
    "deemed_received": Words(
        "dianggap diterima",
        "Dianggap diterima",
        "Tanpa konfirmasi penerimaan, surat {letter_number} dianggap telah diterima {unit}. "
        "Tenggat waktu berjalan.",
        "Letter {letter_number} is deemed received by {unit}; the deadline runs.",
        {"addressee": "Konfirmasi penerimaan. Tanggal yang dianggap tidak bergeser karenanya."},
    ),
    "escalation_closed": Words(
        "eskalasi ditutup",
        "Eskalasi tingkat {level} ditutup",
        "Eskalasi tingkat {level} mengenai {unit} ditutup. Tidak ada lagi yang perlu diputuskan.",
        "The level {level} escalation about {unit} is closed; nothing is left to decide.",
    ),
    "escalation_withdrawn": Words(
        "eskalasi ditarik",
        "Eskalasi tingkat {level} ditarik",
        "Eskalasi tingkat {level} mengenai {unit} ditarik kembali.",
        "The level {level} escalation about {unit} is withdrawn.",
    ),
}
