"""The words of the pages of delivery.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

Pair = tuple[str, str]

DELIVERY: Mapping[str, Pair] = {
    "admin.delivery.for": (
        "Surat kepada kantor: yang terkirim, menunggu, gagal, dan ditahan.",
        "Letters to offices: sent, waiting, failed and held.",
    ),
    "admin.letters.none": ("Tidak ada surat di sini.", "There is no letter here."),
    "admin.letters.waiting": (
        "Menunggu jam kerja penerima, atau percobaan berikutnya.",
        "They wait for the recipient's office hours, or for the next attempt.",
    ),
    "admin.letters.held": (
        "Sesudah pemulihan: basis data yang hilang mungkin sudah mengirimnya. Kirim yang belum, "
        "jangan kirim yang sudah.",
        "After a restore: the database that was lost may have sent them. Release those that were "
        "not sent, discard those that were.",
    ),
    "admin.letters.sent": ("Sudah diterima peladen surel.", "The mail server has taken them."),
    "admin.letters.dropped": (
        "Tidak perlu lagi ketika akan berangkat.",
        "Nothing was left to say when they were to leave.",
    ),
    "admin.letters.parked": (
        "Ditolak peladen penerima, atau gagal 24 kali. Perbaiki sebabnya, lalu kirim lagi.",
        "Refused by the recipient's server, or failed 24 times. Mend the cause, then send again.",
    ),
    "letter_state.waiting": ("menunggu", "waiting"),
    "letter_state.held": ("ditahan", "held"),
    "letter_state.sent": ("terkirim", "sent"),
    "letter_state.dropped": ("tidak perlu", "dropped"),
    "letter_state.parked": ("gagal", "failed"),
    "admin.letter.left": ("Berangkat {at}.", "Left {at}."),
    "admin.letter.departs": ("Berangkat paling cepat {at}.", "Leaves {at} at the earliest."),
    "admin.letter.attempts": ("Dicoba {count} kali.", "Attempts: {count}."),
    "admin.letter.resend": ("Kirim lagi", "Send again"),
    "admin.letter.release": ("Kirim", "Release"),
    "admin.letter.discard": ("Jangan kirim", "Discard"),
    "letter_kind.recorded": ("rekomendasi baru", "new recommendation"),
    "letter_kind.received": ("penerimaan dikonfirmasi", "receipt acknowledged"),
    "letter_kind.deemed_received": ("dianggap diterima", "deemed received"),
    "letter_kind.confirmed": ("pelaksanaan dikonfirmasi", "action confirmed"),
    "letter_kind.verified": ("hasil verifikasi", "verdict"),
    "letter_kind.withdrawn": ("rekomendasi dicabut", "recommendation withdrawn"),
    "letter_kind.superseded": ("rekomendasi digantikan", "recommendation superseded"),
    "letter_kind.reopened": ("dibuka kembali", "reopened"),
    "letter_kind.extended": ("perpanjangan waktu", "extension"),
    "letter_kind.extension_requested": ("permintaan perpanjangan", "extension requested"),
    "letter_kind.extension_refused": ("perpanjangan ditolak", "extension refused"),
    "letter_kind.repeat_notice": ("temuan berulang", "repeat finding"),
    "letter_kind.unacknowledged": ("penerimaan belum dikonfirmasi", "not acknowledged"),
    "letter_kind.reminder": ("pengingat", "reminder"),
    "letter_kind.escalated": ("eskalasi", "escalation"),
    "letter_kind.escalation_acknowledged": ("eskalasi diakui", "escalation acknowledged"),
    "letter_kind.escalation_closed": ("eskalasi ditutup", "escalation closed"),
    "letter_kind.escalation_withdrawn": ("eskalasi ditarik", "escalation withdrawn"),
    "letter_kind.decided": ("keputusan atasan", "superior's decision"),
    "letter_kind.exhausted": ("tangga habis", "ladder exhausted"),
    "letter_kind.calendar_changed": ("kalender berubah", "calendar changed"),
    "letter_kind.policy_changed": ("ketentuan berubah", "policy changed"),
    "letter_kind.without_effect": ("tanpa akibat", "without effect"),
    "admin.webhooks": ("Webhook", "Webhooks"),
    "admin.webhooks.for": (
        "Program kantor yang dikabari setiap kejadian. Kantornya sendiri yang mendaftar dan "
        "menghapus, lewat API.",
        "Programs of offices that are told what happens. The office itself registers and removes "
        "them, over the API.",
    ),
    "admin.webhooks.none": ("Belum ada webhook.", "There is no webhook yet."),
    "admin.webhook.made": ("Didaftarkan {at}.", "Registered {at}."),
    "admin.webhook.failures": (
        "Gagal {count} kali berturut-turut.",
        "Failures in a row: {count}.",
    ),
    "admin.webhook.disabled": ("Dinonaktifkan {at}", "Disabled {at}"),
}
