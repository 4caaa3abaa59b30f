"""The sentences and labels of followup's pages, in both languages.

Owns: Indonesian first, English second; `{names}` are filled in by the page.
"""

from collections.abc import Mapping

TURN: Mapping[str, tuple[str, str]] = {
    "turn.you.receive": ("Giliran Anda: konfirmasi penerimaan.", "Your turn: acknowledge receipt."),
    "turn.you.confirm": ("Giliran Anda: konfirmasi pelaksanaan.", "Your turn: confirm the action."),
    "turn.you.verify": (
        "Giliran Anda: verifikasi. Pelaksanaan dikonfirmasi {since}.",
        "Your turn: verify. The action was confirmed {since}.",
    ),
    "turn.you.decide": (
        "Giliran Anda: putuskan eskalasi tingkat {level}, paling lambat {until}.",
        "Your turn: decide the level {level} escalation, by {until}.",
    ),
    "turn.receive": (
        "Giliran {unit}: konfirmasi penerimaan.",
        "The turn of {unit}: acknowledge receipt.",
    ),
    "turn.confirm": (
        "Giliran {unit}: konfirmasi pelaksanaan.",
        "The turn of {unit}: confirm the action.",
    ),
    "turn.verify": (
        "Menunggu verifikasi Ombudsman sejak {since}.",
        "Awaiting verification by the Ombudsman since {since}.",
    ),
    "turn.decide": (
        "Menunggu keputusan {office} atas eskalasi tingkat {level}, paling lambat {until}.",
        "Awaiting the decision of {office} on the level {level} escalation, by {until}.",
    ),
    "turn.exhausted": (
        "Tangga eskalasi habis. Menunggu penilaian Ombudsman.",
        "The ladder is exhausted. Awaiting the Ombudsman's judgement.",
    ),
    "turn.closed": ("Selesai: {status}, {on}.", "Closed: {status}, {on}."),
    "turn.due": ("Jatuh tempo {due}, {left}.", "Due {due}, {left}."),
    "turn.no_deadline": ("Tanpa tenggat waktu.", "No deadline."),
    "turn.not_started": (
        "Tenggat waktu dihitung sejak surat diterima.",
        "The deadline is counted from receipt of the letter.",
    ),
    "turn.awaiting_data": (
        "Tanggalnya sudah lewat, tetapi data dari pencatatan belum sampai; jadi belum disebut "
        "terlambat.",
        "The date has passed, but the data from recording have not arrived; so it is not called "
        "overdue yet.",
    ),
    "turn.awaiting_data_since": (
        "Tanggalnya sudah lewat, tetapi data dari pencatatan ditunggu sejak {since}; jadi belum "
        "disebut terlambat.",
        "The date has passed, but the data from recording are awaited since {since}; so it is not "
        "called overdue yet.",
    ),
}
CASE: Mapping[str, tuple[str, str]] = {
    "case": ("Rekomendasi {code}", "Recommendation {code}"),
    "case.acknowledge": ("Konfirmasi penerimaan", "Acknowledge receipt"),
    "case.confirm": ("Konfirmasi pelaksanaan", "Confirm the action"),
    "case.text": ("Isi", "Text"),
    "case.status": ("Status", "Status"),
    "case.timeliness": ("Ketepatan waktu", "Timeliness"),
    "case.level": ("Tingkat eskalasi", "Escalation level"),
    "case.level.exhausted": ("tangga eskalasi habis", "the ladder is exhausted"),
    "case.outcome": ("Penilaian Ombudsman", "The Ombudsman's judgement"),
    "case.not_judged": ("belum dinilai", "not judged yet"),
    "case.unit": ("Ditujukan kepada", "Addressed to"),
    "case.letter": ("Surat", "Letter"),
    "case.letter_of": ("{number}, {on}", "{number}, {on}"),
    "case.service": ("Layanan", "Service"),
    "case.severity": ("Tingkat risiko", "Severity"),
    "case.instrument": ("Bentuk", "Instrument"),
    "case.received": ("Diterima", "Received"),
    "case.repeat": ("Temuan berulang dari", "Repeat finding of"),
    "case.timeline": ("Jejak audit", "Audit trail"),
    "case.by": ("Oleh {who}", "By {who}"),
    "case.past": (
        "Sudah lewat ketika faktanya dicatat.",
        "Already past when its facts were recorded.",
    ),
    "case.escalations": ("Eskalasi", "Escalations"),
    "case.escalation_line": (
        "Tingkat {level} di {office}: {status}. Dibuka {opened}.",
        "Level {level} at {office}: {status}. Opened {opened}.",
    ),
    "case.climbs": ("Naik bila belum diputuskan {at}.", "Climbs if undecided {at}."),
    "case.requests": ("Permintaan perpanjangan waktu", "Requests for an extension"),
    "case.request_line": (
        "Sampai {on}: {reason} ({status})",
        "Until {on}: {reason} ({status})",
    ),
    "request.open": ("belum dijawab", "unanswered"),
    "request.granted": ("dikabulkan", "granted"),
    "request.refused": ("ditolak", "refused"),
    "request.lapsed": ("gugur", "lapsed"),
    "case.catching_up": (
        "Yang baru saja Anda kirim sudah tersimpan dan segera tampil di sini. Muat ulang sebentar "
        "lagi.",
        "What you have just sent is stored and will show here soon. Load again in a moment.",
    ),
    "card": ("Mengapa tanggal itu", "Why that date"),
    "card.rule": (
        "{length} {unit}, dihitung sejak sehari setelah diterima pada {start} ({article}).",
        "{length} {unit}, counted from the day after receipt on {start} ({article}).",
    ),
    "card.waiting": (
        "Belum ada tanggal penerimaan, jadi belum ada yang dihitung.",
        "There is no date of receipt yet, so nothing is counted.",
    ),
    "card.by_letter": (
        "Tanggalnya ditetapkan dalam surat atau tanpa tenggat; tidak ada hari yang dihitung.",
        "The date stands in the letter, or there is no deadline; no days are counted.",
    ),
    "card.set": ("{kind} {on}: {reason} ({who})", "{kind} {on}: {reason} ({who})"),
    "card.skipped": ("Hari yang tidak dihitung", "Days that do not count"),
    "card.weekends": ("Sabtu dan Minggu tidak dihitung.", "Saturdays and Sundays do not count."),
    "card.due": ("jatuh tempo", "due"),
    "source.ours": ("Ketentuan bawaan aplikasi", "The application's own rule"),
    "card.source": ("sumber: {decree}", "source: {decree}"),
    "card.version": ("Kalender versi {version}.", "Calendar version {version}."),
}
WORK: Mapping[str, tuple[str, str]] = {
    "tasks.for": (
        "Apa yang perlu dikerjakan kantor Anda, yang paling dekat tanggalnya di atas.",
        "What your office has to do, the nearest date first.",
    ),
    "tasks.mine": ("Perlu dikerjakan", "To do"),
    "tasks.waiting": ("Menunggu pihak lain", "Waiting for others"),
    "tasks.closed": ("Selesai", "Closed"),
    "list.for": (
        "Semua rekomendasi yang boleh dilihat kantor Anda. Alamat halaman memuat saringannya, jadi "
        "dapat disimpan atau dikirim.",
        "Every recommendation that your office may see. The page's address holds the filters, so "
        "it can be kept or sent.",
    ),
    "list.all": ("semua", "all"),
    "list.unit": ("UPT", "Unit"),
    "list.filter": ("Tampilkan", "Show"),
    "list.none": (
        "Tidak ada rekomendasi yang cocok. Longgarkan saringannya.",
        "No recommendation fits. Loosen the filters.",
    ),
    "list.empty": (
        "Belum ada rekomendasi. Begitu Ombudsman mencatat surat, rekomendasinya tampil di sini.",
        "There is no recommendation yet. As soon as the Ombudsman records a letter, it shows here.",
    ),
    "list.filters": ("Saringan", "Filters"),
    "list.q": ("Kode atau kata", "Code or words"),
    "list.q_example": ("kode, nomor surat, isi", "code, letter number, text"),
    "list.kanwil": ("Kanwil", "Kanwil"),
    "list.due_from": ("Jatuh tempo dari", "Due from"),
    "list.due_to": ("Jatuh tempo sampai", "Due until"),
    "list.order": ("Urutan", "Order"),
    "list.order.recorded": ("terlama dicatat", "oldest first"),
    "list.order.newest": ("terbaru dicatat", "newest first"),
    "list.order.due": ("jatuh tempo terdekat", "due soonest"),
    "list.more": ("Saringan lain", "More filters"),
    "list.clear": ("Hapus saringan", "Clear the filters"),
    "count.about": ("sekitar {count}", "about {count}"),
    "count.more": ("lebih dari {count}", "more than {count}"),
    "list.count": ("{count} rekomendasi", "{count} recommendations"),
    "list.count_about": ("Sekitar {count} rekomendasi", "About {count} recommendations"),
    "list.count_more": ("Lebih dari {count} rekomendasi", "More than {count} recommendations"),
    "list.start": ("Ke halaman pertama daftar", "To the first page of the list"),
    "list.fault": ("Isian ini tidak dikenal. Periksa.", "This is not known. Check it."),
    "list.next": ("Halaman berikutnya", "Next page"),
    "list.due": ("Jatuh tempo", "Due"),
    "list.code": ("Kode", "Code"),
    "list.level": ("Tingkat", "Level"),
    "list.caption": ("Rekomendasi", "Recommendations"),
}
