"""The words of the unit's pages and of a recommendation's, in both languages.

Owns: Indonesian first, English second; `{names}` are filled in by the page.
"""

from collections.abc import Mapping

UNIT: Mapping[str, tuple[str, str]] = {
    "tasks.none.mine": (
        "Tidak ada yang perlu dikerjakan sekarang. Rekomendasi baru akan tampil di sini.",
        "There is nothing to do now. New recommendations will show here.",
    ),
    "tasks.none.waiting": (
        "Tidak ada yang menunggu. Yang sudah Anda konfirmasi akan tampil di sini sampai "
        "diverifikasi.",
        "Nothing is waiting. What you have confirmed will show here until it is verified.",
    ),
    "tasks.none.closed": (
        "Belum ada yang selesai. Rekomendasi yang ditutup Ombudsman akan tampil di sini.",
        "Nothing is closed yet. Recommendations that the Ombudsman closes will show here.",
    ),
    "tasks.waiting.for": (
        "Sudah dikonfirmasi, menunggu verifikasi Ombudsman; yang terlama di atas.",
        "Confirmed and awaiting the Ombudsman's verification; the longest first.",
    ),
    "tasks.waiting.all": ("Semua yang menunggu ({count})", "All that wait ({count})"),
    "tasks.waiting.all_then": ("Semua yang menunggu hari itu", "All that waited that day"),
    "tasks.closed.for": (
        "Rekomendasi yang sudah ditutup, yang terbaru di atas.",
        "Recommendations that are closed, the newest first.",
    ),
    "remark.returned": (
        "Dikembalikan Ombudsman. Yang perlu diperbaiki:",
        "Returned by the Ombudsman. What has to be mended:",
    ),
    "remark.partially_implemented": (
        "Dilaksanakan sebagian. Yang masih harus dikerjakan:",
        "Partly implemented. What is left to do:",
    ),
    "remark.reopened": ("Dibuka kembali oleh Ombudsman:", "Reopened by the Ombudsman:"),
    "remark.asked": (
        "Perpanjangan waktu sampai {on} sudah diminta; Ombudsman belum menjawab. Tanggal lama "
        "tetap berlaku.",
        "An extension until {on} was asked for; the Ombudsman has not answered. The old date "
        "stands.",
    ),
    "remark.refused": (
        "Perpanjangan waktu sampai {on} ditolak {at}:",
        "An extension until {on} was refused {at}:",
    ),
    "case.prepare": ("Siapkan konfirmasi pelaksanaan", "Prepare the confirmation"),
    "case.more_time": ("Minta perpanjangan waktu", "Ask for more time"),
    "case.first_due": ("semula {on}", "first {on}"),
    "case.today": ("Hari ini, {on}", "Today, {on}"),
    "case.ahead": (
        "Yang berikut terjadi bila tidak ada yang dilakukan:",
        "What follows happens if nobody does anything:",
    ),
    "case.answer": ("Dijawab {at}: {answer}", "Answered {at}: {answer}"),
    "case.printed": ("Alamat halaman ini: {address}", "The address of this page: {address}"),
    "card.again": (
        "Hitung ulang untuk tanggal penerimaan lain",
        "Count again for another day of receipt",
    ),
    "card.internal": ("Mengapa tanggal internal itu", "Why that internal date"),
    "card.internal_rule": (
        "{length} hari kerja sejak sehari setelah keputusan pada {start}: sampai {due}.",
        "{length} working days from the day after the decision on {start}: until {due}.",
    ),
    "legend.start": ("mulai", "start"),
    "legend.counted": ("dihitung, hari ke-", "counted, its number"),
    "legend.off": ("tidak dihitung", "does not count"),
    "legend.due": ("jatuh tempo yang berlaku", "due date in force"),
    "legend.official": ("tanggal resmi, bila berbeda", "official date, where it differs"),
    "again": ("Hitung ulang tenggat {code}", "Count the deadline of {code} again"),
    "again.for": (
        "Kapan jatuh tempo seandainya surat diterima pada tanggal lain? Dihitung dengan kalender "
        "yang berlaku sekarang; tidak ada yang tersimpan.",
        "When would it fall due had the letter been received on another day? It is counted by "
        "today's calendar; nothing is kept.",
    ),
    "again.received_on": ("Tanggal diterima", "Date of receipt"),
    "again.count": ("Hitung", "Count"),
    "again.due": ("Jatuh tempo {due}.", "Due {due}."),
    "again.fault": (
        "Isi tanggal antara 2000 dan 2099.",
        "Give a date between 2000 and 2099.",
    ),
    "more_time": ("Minta perpanjangan waktu {code}", "Ask for more time for {code}"),
    "more_time.for": (
        "Ombudsman yang memutuskan. Sampai dijawab, tanggal yang sekarang tetap berlaku.",
        "The Ombudsman decides. Until it answers, the present date stands.",
    ),
    "more_time.new_due_on": ("Minta waktu sampai", "Ask for time until"),
    "more_time.hint": ("Sekarang sampai {on}.", "At present until {on}."),
    "more_time.reason": ("Alasan", "Reason"),
    "more_time.reason_hint": (
        "Apa yang menghambat dan apa yang sudah dikerjakan. Jangan menyebut nama warga binaan.",
        "What hinders you and what has been done. Name no inmate.",
    ),
    "more_time.send": ("Kirim permintaan", "Send the request"),
    "more_time.fault.new_due_on": (
        "Pilih tanggal sesudah hari ini dan sesudah tanggal yang sekarang.",
        "Choose a date later than today and than the present one.",
    ),
    "more_time.fault.reason": (
        "Tulis alasannya, paling panjang 4.000 huruf.",
        "Write the reason, at most 4,000 characters.",
    ),
    "refused.StatutoryDate": (
        "Tanggal ini ditetapkan undang-undang dan tidak dapat diperpanjang.",
        "The law sets this date; it cannot be extended.",
    ),
    "refused.NoDeadline": (
        "Rekomendasi ini belum mempunyai tanggal yang dapat diperpanjang.",
        "This recommendation has no date yet that could be extended.",
    ),
    "refused.RequestPending": (
        "Permintaan sebelumnya belum dijawab Ombudsman.",
        "The Ombudsman has not answered the earlier request.",
    ),
    "refused.AlreadySubmitted": (
        "Pelaksanaan sudah dikonfirmasi dan menunggu verifikasi; tidak ada tenggat yang berjalan.",
        "The action was confirmed and awaits its verdict; no deadline runs.",
    ),
    "refused.CaseClosed": (
        "Rekomendasi ini sudah selesai.",
        "This recommendation is closed.",
    ),
}
