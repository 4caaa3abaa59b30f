"""The words of the queue of escalations and of deciding one, in both languages.

Owns: Indonesian first, English second; `{names}` are filled in by the page.
"""

from collections.abc import Mapping

QUEUE: Mapping[str, tuple[str, str]] = {
    "queue.for": (
        "Eskalasi yang belum diputuskan, tingkat tertinggi dan yang terlama di atas.",
        "Undecided escalations, the highest level and the longest open first.",
    ),
    "queue.none": (
        "Tidak ada eskalasi yang menunggu. Yang lewat jatuh tempo akan tampil di sini.",
        "No escalation is waiting. What passes its due date will show here.",
    ),
    "queue.for.then": (
        "Eskalasi yang belum diputuskan waktu itu, tingkat tertinggi dan yang terlama di atas.",
        "Escalations undecided then, the highest level and the longest open first.",
    ),
    "queue.none.then": (
        "Tidak ada eskalasi yang menunggu waktu itu. Pilih tanggal lain, atau buka registernya.",
        "No escalation was waiting then. Choose another date, or open the register.",
    ),
    "queue.then.unheard": (
        "Data dari pencatatan ditunggu sejak {since}; eskalasi sesudahnya belum diketahui.",
        "The data from recording are awaited since {since}; escalations after it are not known.",
    ),
    "queue.elsewhere": ("Lihat semua rekomendasi di register", "See all recommendations"),
    "queue.level": ("Tingkat {level}", "Level {level}"),
    "queue.opened": ("Dibuka {at}.", "Opened {at}."),
    "queue.acknowledge": ("Akui eskalasi", "Acknowledge escalation"),
    "queue.acknowledge.hint": (
        "Tanda bahwa kantor Anda sudah melihatnya. Boleh juga langsung memutuskan; batas waktunya "
        "sama.",
        "Says that your office has seen it. You may also decide at once; the time for it is the "
        "same.",
    ),
    "queue.decide": ("Putuskan", "Decide"),
    "decide": ("Eskalasi {code}", "Escalation {code}"),
    "decide.for": (
        "Baca ceritanya, lalu putuskan. Kantor yang bersangkutan diberi tahu pada jam kerja.",
        "Read its story, then decide. The offices that it concerns are told in office hours.",
    ),
    "decide.done": (
        "Keputusan Anda tersimpan. Kantor yang bersangkutan diberi tahu pada jam kerja.",
        "Your decision is stored. The offices that it concerns are told in office hours.",
    ),
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
}
