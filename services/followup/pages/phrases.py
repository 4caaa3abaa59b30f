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
    "queue.for": (
        "Eskalasi yang belum diputuskan, tingkat tertinggi dan yang terlama di atas.",
        "Undecided escalations, the highest level and the longest open first.",
    ),
    "queue.none": (
        "Tidak ada eskalasi yang menunggu. Yang lewat jatuh tempo akan tampil di sini.",
        "No escalation is waiting. What passes its due date will show here.",
    ),
    "queue.elsewhere": ("Lihat semua rekomendasi di register", "See all recommendations"),
    "queue.level": ("Tingkat {level}", "Level {level}"),
    "queue.opened": ("Dibuka {at}.", "Opened {at}."),
    "queue.acknowledge": ("Akui eskalasi", "Acknowledge escalation"),
    "queue.acknowledge.hint": (
        "Tanda bahwa kantor Anda sudah melihatnya. Batas waktu memutuskan tidak berubah.",
        "Says that your office has seen it. The time to decide stays as it is.",
    ),
    "queue.decide": ("Putuskan", "Decide"),
    "decide": ("Eskalasi {code}", "Escalation {code}"),
    "decide.heading": ("Keputusan", "Decision"),
    "decide.which": ("Apa keputusan Anda?", "What do you decide?"),
    "decide.hint.instruct": (
        "UPT diberi tanggal internal; tanggal resmi tetap.",
        "The unit gets an internal date; the official one stays.",
    ),
    "decide.hint.support_extension": (
        "UPT diberi tanggal internal; Ombudsman yang dapat menggeser tanggal resmi.",
        "The unit gets an internal date; the Ombudsman may move the official one.",
    ),
    "decide.hint.take_over": (
        "Kantor Anda menanganinya sendiri sampai tanggal internal; UPT diberi tahu.",
        "Your office sees to it itself by an internal date; the unit is told.",
    ),
    "decide.hint.ask_judgement": (
        "Ombudsman diminta menilai keadaannya; UPT diberi tahu.",
        "The Ombudsman is asked to judge how it stands; the unit is told.",
    ),
    "decide.hint.refer": (
        "Kantor di atas Anda yang memutuskan, mulai sekarang.",
        "The office above yours decides, from now on.",
    ),
    "decide.note": ("Catatan untuk UPT", "Note to the unit"),
    "decide.note_hint": (
        "Apa yang harus dilakukan. Jangan menyebut nama warga binaan.",
        "What has to be done. Name no inmate.",
    ),
    "decide.due": ("Tanggal internal", "Internal date"),
    "decide.due_hint": (
        "Boleh kosong: 10 hari kerja sejak hari ini. Kosongkan bila diteruskan ke tingkat 2.",
        "May be left out: 10 working days from today. Leave it out when referring to level 2.",
    ),
    "decide.draft": (
        "Laksanakan rekomendasi dalam surat nomor {number} tanggal {on}: {text} Konfirmasikan "
        "pelaksanaannya beserta bukti.",
        "Implement the recommendation in letter {number} of {on}: {text} Confirm the action with "
        "evidence.",
    ),
    "decide.use_draft": ("Isi dengan konsep instruksi", "Fill in a draft instruction"),
    "queue.back": ("Ke antrian", "To the queue"),
    "queue.list": ("Yang menunggu", "What waits"),
    "queue.story": ("Ceritanya", "Its story"),
    "queue.why": ("Mengapa tanggal itu", "Why that date"),
    "decide.send": ("Kirim keputusan", "Send decision"),
    "decide.head_only": (
        "Keputusan hanya dari akun kepala kantor yang memegang eskalasi ini.",
        "Only the head of the office that holds this escalation decides.",
    ),
    "decide.fault.decision": ("Pilih satu keputusan.", "Choose one decision."),
    "decide.fault.note": (
        "Tulis catatan, paling panjang 4.000 huruf.",
        "Write a note, at most 4,000 characters.",
    ),
    "decide.fault.internal_due_on": (
        "Tanggal internal harus sesudah hari ini, dan kosong bila diteruskan ke tingkat 2.",
        "The internal date must be later than today, and empty when referring to level 2.",
    ),
    "refused.NotTheHolder": (
        "Eskalasi ini dipegang kantor lain.",
        "Another office holds this escalation.",
    ),
    "refused.EscalationClosed": (
        "Eskalasi ini sudah ditutup; tidak ada lagi yang perlu diputuskan.",
        "This escalation is closed; nothing is left to decide.",
    ),
    "refused.AlreadyAcknowledged": ("Eskalasi ini sudah diakui.", "It is acknowledged already."),
    "refused.AlreadyDecided": ("Eskalasi ini sudah diputuskan.", "It is decided already."),
    "refused.NobodyAbove": (
        "Tidak ada kantor di atasnya; pilih keputusan lain.",
        "No office stands above; choose another decision.",
    ),
    "refused.other": (
        "Keadaannya sudah berubah, jadi tidak ada yang tersimpan. Muat ulang halaman.",
        "Things have changed, so nothing was saved. Load the page again.",
    ),
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
    "list.count": ("{count} rekomendasi", "{count} recommendations"),
    "list.count_about": ("Sekitar {count} rekomendasi", "About {count} recommendations"),
    "list.start": ("Ke halaman pertama daftar", "To the first page of the list"),
    "list.fault": ("Isian ini tidak dikenal. Periksa.", "This is not known. Check it."),
    "list.next": ("Halaman berikutnya", "Next page"),
    "list.due": ("Jatuh tempo", "Due"),
    "list.code": ("Kode", "Code"),
    "list.level": ("Tingkat", "Level"),
    "list.caption": ("Rekomendasi", "Recommendations"),
}
