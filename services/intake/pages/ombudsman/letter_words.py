"""The words of writing letters down and of their list: Indonesian first, English second."""

from collections.abc import Mapping

WRITING: Mapping[str, tuple[str, str]] = {
    "letter.new": ("Catat surat", "Record a letter"),
    "letter.new.for": (
        "Salin isi surat Ombudsman. Semuanya ditampilkan sekali lagi sebelum tersimpan dan "
        "diberitahukan kepada UPT.",
        "Copy the Ombudsman's letter. All of it is shown once more before it is stored and the "
        "units are told.",
    ),
    "letter.head": ("Surat", "Letter"),
    "letter.number": ("Nomor surat", "Letter number"),
    "letter.date": ("Tanggal surat", "Date of the letter"),
    "letter.instrument": ("Bentuk", "Kind"),
    "letter.instrument.hint": (
        "Bentuk menentukan tenggat waktu: saran 30 hari kerja, tindakan korektif 30 hari kerja, "
        "rekomendasi 60 hari.",
        "The kind decides the deadline: advice 30 working days, corrective action 30 working days, "
        "recommendation 60 days.",
    ),
    "letter.subject": ("Perihal", "Subject"),
    "letter.more": ("Isian surat lainnya (boleh kosong)", "More of the letter (may be left empty)"),
    "letter.activity": ("Kegiatan", "Activity"),
    "letter.signatory": ("Penanda tangan", "Signatory"),
    "letter.issuer": ("Penerbit", "Issuer"),
    "letter.issuer.hint": ("Kosong: {own}.", "Empty: {own}."),
    "letter.lhp_number": ("Nomor LHP", "LHP number"),
    "letter.legal_basis": ("Dasar hukum", "Legal basis"),
    "letter.copy_to": ("Tembusan", "Copy to"),
    "letter.lines.hint": ("Satu per baris.", "One a line."),
    "letter.choose": ("– pilih –", "– choose –"),
    "letter.fault.database": (
        "Basis data sedang tidak menjawab, jadi belum tersimpan. Isian Anda masih di halaman ini; "
        "kirim lagi sebentar lagi.",
        "The database does not answer, so nothing is stored. What you typed is still here; send it "
        "again in a moment.",
    ),
    "letter.fault.session": (
        "Formulir ini dibuka sebelum Anda masuk lagi, jadi belum tersimpan. Isian Anda masih di "
        "halaman ini; kirim sekali lagi.",
        "This form was opened before you signed in again, so nothing is stored. What you typed is "
        "still here; send it once more.",
    ),
    "point": ("Rekomendasi {number}", "Recommendation {number}"),
    "point.unit": ("Ditujukan kepada", "Addressed to"),
    "point.service": ("Layanan", "Service"),
    "point.severity": ("Tingkat risiko", "Severity"),
    "point.components": ("Komponen standar pelayanan", "Components of the service standard"),
    "point.components.hint": ("Pilih setidaknya satu.", "Choose at least one."),
    "point.finding": ("Temuan", "Finding"),
    "point.finding.hint": (
        "Apa yang ditemukan. Jangan menyebut nama warga binaan.",
        "What was found. Name no inmate.",
    ),
    "point.text": ("Isi rekomendasi", "Text of the recommendation"),
    "point.text.hint": (
        "Apa yang harus dilakukan, sehingga dapat diperiksa. Tidak dapat diubah setelah terkirim.",
        "What has to be done, so that it can be checked. It cannot be changed once sent.",
    ),
    "point.received_on": ("Tanggal diterima, bila ada buktinya", "Date of receipt, if proven"),
    "point.received_on.hint": (
        "Kosong: dihitung sejak UPT mengonfirmasi, atau 3 hari kerja sesudah dikirim.",
        "Empty: counted from when the unit acknowledges, or 3 working days after sending.",
    ),
    "point.due_on": ("Jatuh tempo menurut surat", "Due date set by the letter"),
    "point.due_on.hint": (
        "Untuk saran saja. Kosong: dihitung menurut ketentuan.",
        "For advice alone. Empty: counted by the rule.",
    ),
    "point.never_due": ("Surat ini tidak memberi tenggat waktu", "The letter sets no deadline"),
    "point.more": ("Isian lainnya (boleh kosong)", "More (may be left empty)"),
    "point.repeat_of": ("Temuan berulang dari", "Repeat finding of"),
    "point.repeat_of.hint": (
        "Kode rekomendasi terdahulu. Kosong: disarankan bila ada yang mirip.",
        "The earlier recommendation's code. Empty: one is suggested where there is.",
    ),
    "point.criterion": ("Kriteria", "Criterion"),
    "point.cause": ("Sebab", "Cause"),
    "point.effect": ("Akibat", "Effect"),
    "point.person_in_charge": ("Penanggung jawab", "Person in charge"),
    "point.maladministration": ("Bentuk maladministrasi", "Kinds of maladministration"),
    "point.maladministration.hint": (
        "Tidak untuk saran.",
        "Not for advice.",
    ),
    "point.remove": ("Hapus rekomendasi {number}", "Remove recommendation {number}"),
    "point.add": ("Tambah rekomendasi", "Add a recommendation"),
    "point.most": (
        "Satu formulir memuat {most} rekomendasi. Untuk yang lebih banyak, pakai impor.",
        "A form holds {most} recommendations. For more, use the import.",
    ),
    "letter.dates": ("Hitung jatuh tempo", "Work out due dates"),
    "letter.check": ("Periksa sebelum dikirim", "Check before sending"),
    "check": ("Periksa surat", "Check the letter"),
    "check.for": (
        "Belum tersimpan. Periksa sekali lagi: isinya tidak dapat diubah setelah terkirim.",
        "Not stored yet. Look once more: the text cannot be changed once sent.",
    ),
    "check.repeat": ("Tampaknya temuan berulang", "This seems to be a repeat finding"),
    "check.repeat.of": (
        "Ya, mengulang {code} ({status}, surat {on})",
        "Yes, it repeats {code} ({status}, letter of {on})",
    ),
    "check.repeat.no": ("Bukan temuan berulang", "Not a repeat finding"),
    "check.repeat.hint": (
        "UPT, layanan, dan komponennya sama, dalam 24 bulan. Kanwil diberi tahu tentang temuan "
        "berulang.",
        "The same unit, service and component within 24 months. The Kanwil is told of repeats.",
    ),
    "check.due": ("Tenggat waktu", "Deadline"),
    "check.due.wait": (
        "Tekan “Hitung jatuh tempo” untuk melihat tanggalnya.",
        "Press “Work out due dates” to see the date.",
    ),
    "check.due.never": ("Tanpa tenggat waktu", "No deadline"),
    "check.send": (
        "Kirim surat dengan {count} rekomendasi",
        "Send the letter with {count} recommendations",
    ),
    "check.edit": ("Ubah isian", "Change it"),
    "advice": ("Sebelum dikirim, perhatikan", "Before sending, note"),
    "advice.identity": (
        "Ada 16 angka berurutan, seperti NIK. Jangan mencantumkan identitas warga binaan.",
        "There are 16 digits in a row, as of an identity number. Do not identify an inmate.",
    ),
    "advice.terse": (
        "Isinya sangat singkat. Apakah pelaksanaannya dapat diperiksa dari kalimat ini?",
        "The text is very short. Can its implementation be checked by it?",
    ),
    "advice.same_as_finding": (
        "Isi rekomendasi sama dengan temuannya. Tulis apa yang harus dilakukan.",
        "The text is the same as the finding. Say what has to be done.",
    ),
    "advice.twice": (
        "Sama dengan rekomendasi lain di surat ini untuk kantor yang sama.",
        "The same as another recommendation of this letter to the same office.",
    ),
}
LISTED: Mapping[str, tuple[str, str]] = {
    "letters.for": (
        "Surat yang tercatat, yang terbaru di atas.",
        "The letters that were recorded, the latest first.",
    ),
    "letters.find": ("Nomor, perihal, atau kegiatan", "Number, subject or activity"),
    "letters.search": ("Cari", "Search"),
    "letters.none": (
        "Belum ada surat. Catat surat pertama, atau impor dari lembar kerja.",
        "There is no letter yet. Record the first one, or import a sheet.",
    ),
    "letters.none_fits": (
        "Tidak ada surat yang cocok. Coba kata lain.",
        "No letter fits. Try another word.",
    ),
    "letters.next": ("Halaman berikutnya", "Next page"),
    "letters.count": (
        "{count} rekomendasi, {closed} selesai",
        "{count} recommendations, {closed} closed",
    ),
    "letters.import": ("Impor lembar kerja", "Import a sheet"),
    "letter": ("Surat {number}", "Letter {number}"),
    "letter.stored": (
        "Surat tersimpan. Setiap kantor yang dituju menerima suratnya pada jam kerja.",
        "The letter is stored. Each addressee is written to in office hours.",
    ),
    "letter.recorded": ("Dicatat {at} oleh {who}", "Recorded {at} by {who}"),
    "letter.points": ("Rekomendasi ({count})", "Recommendations ({count})"),
    "letter.whole": (
        "Tampilkan seluruh surat, untuk dicetak",
        "Show the whole letter, to print it",
    ),
    "letter.in_parts": ("Tampilkan per halaman", "Show it in pages"),
    "letter.start": ("Ke rekomendasi pertama", "To the first recommendation"),
    "letter.in_register": (
        "Lihat tenggat waktunya di register",
        "See their deadlines in the register",
    ),
}
