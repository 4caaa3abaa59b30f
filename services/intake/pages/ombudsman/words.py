"""The words of the Ombudsman's forms: verdicts and rulings.

Owns: Indonesian first, English second; those of letters and of imports stand beside.
"""

from collections.abc import Mapping

JUDGING: Mapping[str, tuple[str, str]] = {
    "judge": ("Verifikasi {code}", "Verify {code}"),
    "judge.for": (
        "Bandingkan yang diminta dengan yang ditunjukkan, lalu pilih penilaian.",
        "Compare what was asked with what was shown, then choose a verdict.",
    ),
    "judge.close": ("Nilai {code}", "Judge {code}"),
    "judge.close.for": (
        "Tidak ada pelaksanaan yang menunggu. Dari sini rekomendasi hanya dapat ditutup.",
        "No action is waiting. From here the recommendation can only be closed.",
    ),
    "judge.asked": ("Yang diminta", "What was asked"),
    "judge.shown": ("Yang ditunjukkan", "What was shown"),
    "judge.text": ("Isi rekomendasi", "Text"),
    "judge.finding": ("Temuan", "Finding"),
    "judge.components": ("Komponen standar pelayanan", "Components of the service standard"),
    "judge.unit": ("Ditujukan kepada", "Addressed to"),
    "judge.letter": ("Surat", "Letter"),
    "judge.letter_of": ("{number}, {on}", "{number}, {on}"),
    "judge.service": ("Layanan", "Service"),
    "judge.repeat": ("Temuan berulang dari", "Repeat finding of"),
    "judge.whole_story": ("Riwayat lengkap dan tenggat waktu", "Full story and deadline"),
    "judge.confirmed": (
        "Dikonfirmasi {at} oleh {who}",
        "Confirmed {at} by {who}",
    ),
    "judge.completed": ("Selesai dilaksanakan", "Completed"),
    "judge.extent": ("Cakupan", "Extent"),
    "judge.evidence": ("Bukti dukung ({count})", "Evidence ({count})"),
    "judge.nothing": (
        "Belum ada konfirmasi pelaksanaan. Yang dikirim UPT akan tampil di sini.",
        "No action has been confirmed. What the unit sends will show here.",
    ),
    "judge.earlier": ("Pelaksanaan sebelumnya ({count})", "Earlier actions ({count})"),
    "judge.verdict_was": ("Penilaian {at}: {outcome}. {note}", "Verdict {at}: {outcome}. {note}"),
    "judge.form": ("Penilaian", "Verdict"),
    "judge.outcome": ("Bagaimana penilaian Anda?", "What is your verdict?"),
    "judge.outcome.implemented.hint": (
        "Selesai. Rekomendasi ditutup.",
        "Done. The recommendation is closed.",
    ),
    "judge.outcome.partially_implemented.hint": (
        "Sebagian dapat diterima; sisanya mendapat tanggal baru.",
        "Part of it suffices; the rest gets a new date.",
    ),
    "judge.outcome.returned.hint": (
        "Belum dapat diterima; UPT memperbaiki sampai tanggal baru.",
        "It does not suffice; the unit mends it by a new date.",
    ),
    "judge.outcome.not_implemented.hint": (
        "Ditutup sebagai tidak dilaksanakan, setelah tangga eskalasi habis.",
        "Closed as not implemented, after the ladder is exhausted.",
    ),
    "judge.outcome.not_actionable.hint": (
        "Ditutup karena tidak mungkin dilaksanakan; sebutkan alasannya.",
        "Closed because it cannot be done; say why.",
    ),
    "judge.remaining": ("Apa yang masih harus dikerjakan?", "What is left to do?"),
    "judge.remaining.hint": (
        "Untuk yang dilaksanakan sebagian.",
        "For what is partly implemented.",
    ),
    "judge.new_due_on": ("Jatuh tempo baru", "New due date"),
    "judge.new_due_on.hint": (
        "Untuk yang dikembalikan atau dilaksanakan sebagian.",
        "For what is returned or partly implemented.",
    ),
    "judge.statutory": (
        "Tanggal rekomendasi ini ditetapkan undang-undang, jadi tidak ada tanggal baru.",
        "The law sets the date of this recommendation, so there is no new date.",
    ),
    "judge.note": ("Catatan untuk UPT", "Note to the unit"),
    "judge.note.hint": (
        "Wajib, kecuali untuk yang telah dilaksanakan. Jangan menyebut nama warga binaan.",
        "Required, except where it is implemented. Name no inmate.",
    ),
    "judge.send": ("Kirim penilaian", "Send verdict"),
    "sure": ("Sebelum dikirim", "Before it is sent"),
    "sure.verdict": (
        "Tutup {code} dengan penilaian “{outcome}”? Ini tidak dapat dibatalkan.",
        "Close {code} with the verdict “{outcome}”? This cannot be undone.",
    ),
    "sure.withdrawal": (
        "Cabut {code}? Hitungan waktunya berhenti, eskalasinya ditutup, dan ini tidak dapat "
        "dibatalkan.",
        "Withdraw {code}? Its clock stops, its escalations close, and this cannot be undone.",
    ),
    "sure.reopening": (
        "Buka kembali {code}? Tenggat waktunya mulai lagi, dan UPT serta Kanwil diberi tahu.",
        "Reopen {code}? It falls due anew, and the unit and the Kanwil are told.",
    ),
    "sure.verdict.yes": ("Ya, tutup rekomendasi", "Yes, close it"),
    "sure.withdrawal.yes": ("Ya, cabut rekomendasi", "Yes, withdraw it"),
    "sure.reopening.yes": ("Ya, buka kembali", "Yes, reopen it"),
    "sure.no": ("Tidak, kembali", "No, go back"),
}
RULING: Mapping[str, tuple[str, str]] = {
    "rule.extension": ("Perpanjang waktu {code}", "Extend {code}"),
    "rule.extension.for": (
        "Tanggal resmi pindah ke belakang dan hitungan pengingat mulai lagi. Eskalasi yang masih "
        "terbuka ditutup.",
        "The official date moves later and reminders start again. An open escalation closes.",
    ),
    "rule.extension.send": ("Perpanjang waktu", "Extend"),
    "rule.extension.grants": (
        "Ini mengabulkan permintaan UPT.",
        "This grants the unit's request.",
    ),
    "rule.extension.in_force": ("Lihat tanggal yang berlaku", "See the date in force"),
    "rule.extension.statutory": (
        "Tanggal rekomendasi ini ditetapkan undang-undang dan tidak dapat diperpanjang.",
        "The law sets the date of this recommendation; it cannot be extended.",
    ),
    "rule.withdrawal": ("Cabut {code}", "Withdraw {code}"),
    "rule.withdrawal.for": (
        "Untuk rekomendasi yang keliru, atau yang digantikan rekomendasi lain.",
        "For a recommendation that was a mistake, or whose place another takes.",
    ),
    "rule.withdrawal.send": ("Lanjut", "Go on"),
    "rule.reopening": ("Buka kembali {code}", "Reopen {code}"),
    "rule.reopening.for": (
        "Untuk yang telah dinilai dilaksanakan, tetapi buktinya ternyata tidak benar atau "
        "perbaikannya tidak bertahan.",
        "For what was judged implemented, but whose evidence was false or whose fix did not last.",
    ),
    "rule.reopening.send": ("Lanjut", "Go on"),
    "rule.new_due_on": ("Jatuh tempo baru", "New due date"),
    "rule.new_due_on.hint": ("Sesudah hari ini.", "Later than today."),
    "rule.reason": ("Alasan", "Reason"),
    "rule.reason.hint": (
        "Terbaca oleh UPT dan Kanwil. Jangan menyebut nama warga binaan.",
        "The unit and the Kanwil read it. Name no inmate.",
    ),
    "rule.superseded_by": ("Digantikan oleh", "Superseded by"),
    "rule.superseded_by.hint": (
        "Kode rekomendasi pengganti, bila ada. Boleh kosong.",
        "The code of the recommendation that takes its place, if one does. May be left empty.",
    ),
    "rule.back": ("Kembali ke rekomendasi", "Back to the recommendation"),
}
