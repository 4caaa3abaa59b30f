"""The words of what leaves as a file, in both languages.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

EXPORTS: Mapping[str, tuple[str, str]] = {
    "matrix": ("Matriks Tindak Lanjut", "Matrix of follow-up"),
    "matrix.sheet": ("Matriks", "Matrix"),
    "matrix.about": (
        "Dibuat {at}. Satu baris per rekomendasi.",
        "Made {at}. One row per recommendation.",
    ),
    "matrix.cut": (
        "Hanya {count} baris pertama: persempit register, lalu unduh lagi.",
        "Only the first {count} rows: narrow the register, then download again.",
    ),
    "matrix.get": ("Unduh matriks (Excel)", "Download the matrix (Excel)"),
    "matrix.code": ("Kode", "Code"),
    "matrix.letter": ("Nomor surat", "Letter"),
    "matrix.letter_date": ("Tanggal surat", "Date of the letter"),
    "matrix.submitted": ("Pelaksanaan dikonfirmasi", "Action confirmed"),
    "matrix.closed": ("Selesai", "Closed"),
    "papers": ("Surat siap cetak", "Papers to print"),
    "papers.for": (
        "Nomor surat dan tanda tangan dibiarkan kosong; isi sesudah dicetak.",
        "The number and the signature are left blank; fill them in after printing.",
    ),
    "paper.pengingat": ("Surat pengingat (PDF)", "Reminder letter (PDF)"),
    "paper.eskalasi": ("Surat eskalasi (PDF)", "Escalation letter (PDF)"),
    "paper.instruksi": ("Konsep surat instruksi (PDF)", "Draft of the instruction letter (PDF)"),
    "paper.tanda-terima": ("Tanda terima (PDF)", "Receipt (PDF)"),
    "paper.berita-acara": ("Berita acara verifikasi (PDF)", "Minutes of verification (PDF)"),
    "recap.get": ("Rekap triwulan (PDF)", "The quarter's recap (PDF)"),
    "message": ("Pesan WhatsApp tentang {code}", "A WhatsApp message about {code}"),
    "message.for": (
        "Salin teks ini, atau buka WhatsApp dengan teks yang sudah terisi. Tidak ada nama orang "
        "di dalamnya.",
        "Copy this text, or open WhatsApp with the text filled in. It names nobody.",
    ),
    "message.text": ("Teks", "Text"),
    "message.open": ("Buka WhatsApp", "Open WhatsApp"),
    "message.get": ("Pesan WhatsApp", "WhatsApp message"),
    "message.body": (
        "Tindak Lanjut {code}, {unit}: {turn} Lihat {link}",
        "Tindak Lanjut {code}, {unit}: {turn} See {link}",
    ),
    "feed": ("Langganan kalender", "Calendar subscription"),
    "feed.for": (
        "Tenggat waktu kantor Anda dalam kalender ponsel atau komputer. Alamat ini rahasia: siapa "
        "pun yang memilikinya dapat membacanya.",
        "Your office's deadlines in the calendar of a phone or computer. This address is secret: "
        "whoever has it can read them.",
    ),
    "feed.address": ("Alamat rahasia kantor Anda", "Your office's secret address"),
    "feed.make": ("Buat alamat", "Make an address"),
    "feed.renew": ("Ganti alamat", "Replace the address"),
    "feed.renew.for": (
        "Alamat lama berhenti berlaku seketika; kalender yang memakainya menjadi kosong.",
        "The old address stops working at once; calendars that use it become empty.",
    ),
    "feed.none": ("Kantor Anda belum punya alamat.", "Your office has no address yet."),
    "feed.how": (
        "Tempelkan di Google Calendar (Kalender lain, Dari URL), Outlook (Tambahkan kalender, "
        "Berlangganan dari web) atau iPhone (Kalender, Tambah Kalender Langganan).",
        "Paste it into Google Calendar (Other calendars, From URL), Outlook (Add calendar, "
        "Subscribe from web) or an iPhone (Calendars, Add Subscription Calendar).",
    ),
    "public": ("Statistik tindak lanjut", "Follow-up statistics"),
    "public.for": (
        "Berapa rekomendasi Ombudsman dicatat dan dilaksanakan, menurut wilayah dan triwulan. "
        "Tanpa nama orang dan tanpa isi pengaduan.",
        "How many of the Ombudsman's recommendations were recorded and implemented, by region and "
        "quarter. No person is named and no complaint is quoted.",
    ),
    "public.region": ("Wilayah", "Region"),
    "public.none": ("Belum ada angka.", "There are no figures yet."),
}
