"""The words of the Ombudsman's pages of followup: Indonesian first, English second."""

from collections.abc import Mapping

WAITING: Mapping[str, tuple[str, str]] = {
    "waiting": ("Perlu verifikasi", "To verify"),
    "waiting.for": (
        "Yang menunggu kantor Anda, yang terlama di atas.",
        "What waits for your office, the longest waiting first.",
    ),
    "waiting.actions": ("Pelaksanaan yang dikonfirmasi ({count})", "Confirmed actions ({count})"),
    "waiting.none": (
        "Tidak ada yang menunggu verifikasi. Begitu UPT mengonfirmasi pelaksanaan, rekomendasinya "
        "tampil di sini.",
        "Nothing waits for verification. As soon as a unit confirms an action, it shows here.",
    ),
    "waiting.none_fits": (
        "Tidak ada yang cocok dengan saringan ini.",
        "Nothing fits these filters.",
    ),
    "waiting.since": ("Dikonfirmasi {at}", "Confirmed {at}"),
    "waiting.days": ("menunggu {days} hari", "waiting for {days} days"),
    "waiting.today": ("hari ini", "today"),
    "waiting.verify": ("Verifikasi", "Verify"),
    "waiting.requests": ("Permintaan perpanjangan waktu", "Requests for more time"),
    "waiting.requests.for": (
        "Yang belum dijawab, yang terlama di atas. Tanggal lama berlaku sampai Anda menjawab.",
        "Those that nobody answered, the oldest first. The old date stands until you answer.",
    ),
    "waiting.requests.all": ("Lihat semua permintaan", "See all requests"),
    "waiting.requests.none": (
        "Tidak ada permintaan yang menunggu. Yang diminta UPT akan tampil di sini.",
        "No request is waiting. What units ask for shows here.",
    ),
    "waiting.more_than": ("lebih dari {count}", "more than {count}"),
    "waiting.back": ("Ke semua yang menunggu", "To all that waits"),
    "waiting.until": (
        "Diminta sampai {on} oleh {who}.",
        "Asked until {on} by {who}.",
    ),
    "waiting.grant": ("Kabulkan", "Grant"),
    "waiting.refuse": ("Tolak", "Refuse"),
    "waiting.exhausted": ("Tangga eskalasi habis", "The ladder is exhausted"),
    "waiting.exhausted.for": (
        "Dua jenjang di atas UPT sudah diberi waktu dan tidak memutuskan. Penilaian ada pada Anda.",
        "Two levels above the unit had their time and did not decide. It is yours to judge.",
    ),
    "waiting.exhausted.all": ("Lihat semuanya di register", "See all of them in the register"),
    "waiting.judge": ("Nilai", "Judge"),
    "act.verify": ("Verifikasi", "Verify"),
    "act.judge": ("Nilai tanpa pelaksanaan", "Judge without an action"),
    "act.extend": ("Perpanjang waktu", "Extend"),
    "act.prove": ("Buktikan tanggal terima", "Prove the date of receipt"),
    "act.withdraw": ("Cabut", "Withdraw"),
    "act.reopen": ("Buka kembali", "Reopen"),
    "act.label": ("Tindakan Ombudsman", "What the Ombudsman can do"),
    "refuse": ("Tolak perpanjangan waktu {code}", "Refuse more time for {code}"),
    "refuse.for": (
        "Tanggal yang berlaku tidak berubah. UPT menerima alasannya.",
        "The date in force stays. The unit is told why.",
    ),
    "refuse.asked": ("Yang diminta UPT", "What the unit asked"),
    "refuse.reason": ("Alasan penolakan", "Why it is refused"),
    "refuse.send": ("Tolak permintaan", "Refuse the request"),
    "refuse.fault": ("Tulis alasannya.", "Say why."),
    "refuse.grant": ("Kabulkan saja", "Grant it instead"),
    "dates": ("Jatuh tempo surat ini", "Due dates of this letter"),
    "dates.for": (
        "Begini hitungannya menurut isian Anda. Belum ada yang tersimpan.",
        "This is what your form comes to. Nothing is stored yet.",
    ),
    "dates.block": ("Rekomendasi {number}", "Recommendation {number}"),
    "dates.back": ("Kembali ke surat", "Back to the letter"),
    "dates.proven": (
        "Jatuh tempo {due}: {length} {unit} sesudah diterima {start}.",
        "Due {due}: {length} {unit} after receipt on {start}.",
    ),
    "dates.deemed": (
        "Paling lambat {due}: {length} {unit} sesudah dianggap diterima {start}. Lebih awal bila "
        "UPT mengonfirmasi penerimaan sebelum itu.",
        "Due {due} at the latest: {length} {unit} after it counts as received on {start}. Earlier "
        "where the unit acknowledges receipt before.",
    ),
    "dates.letter": ("Jatuh tempo {due}, ditetapkan surat.", "Due {due}, set by the letter."),
    "dates.unclear": (
        "Pilih bentuk surat dan UPT, lalu tanggalnya dihitung.",
        "Choose the kind of letter and the unit, then the date is worked out.",
    ),
    "dates.provisional": ("Sementara: {why}.", "Provisional: {why}."),
    "dates.in_force": ("Tanggal yang berlaku", "The date in force"),
}
